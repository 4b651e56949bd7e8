import * as v from 'valibot';
import { expect, it } from 'vitest';
import { relativePathSchema } from '#lib/data/schemas/file-schema.ts';

const folder = 'https://knees.example/testset/';
const accepts = (path: string) => v.safeParse(relativePathSchema, path).success;

it.each([
	'val-000.zip',
	'group1-shard1of2.bin',
	'shards/val 000.zip',
	'knees%20all.json',
	'..hidden/.x',
	'grün.bin'
])('takes %j', (path) => {
	expect(accepts(path)).toBe(true);
	expect(new URL(path, folder).href.startsWith(folder)).toBe(true);
});

it.each([
	'',
	' x',
	'x ',
	'/etc/passwd',
	'//other.example/x',
	'..',
	'../x',
	'a/../../x',
	'a\\..\\..\\x',
	'https://other.example/x',
	'x?y',
	'x#y',
	'%2e%2e/x',
	'%2E./x',
	'.%2e/x',
	'%2e%2e%2fx',
	'%252e%252e/x',
	'..%5cx',
	'%2fetc/passwd',
	'.\t./x',
	'.\n./x',
	'.%09./x',
	'x\u0000y',
	'100%.bin'
])('refuses %j', (path) => {
	expect(accepts(path)).toBe(false);
});
