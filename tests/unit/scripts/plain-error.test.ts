import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { writeFile as writeOutput } from '../../../scripts/output/write-file.ts';
import { plainError } from '../../../scripts/plain-error.ts';

it('says what the system refused, with the path', async () => {
	const folder = mkdtempSync(`${tmpdir()}/plain-`);
	const said = (work: Promise<unknown>) => work.then(() => '', plainError);
	expect(await said(readFile(folder))).toBe('read: it is a folder, a file was expected.');
	expect(await said(readFile(`${folder}/a`))).toBe(`${folder}/a: there is no such file or folder.`);
	expect(await said(writeFile('/dev/full', 'a'))).toBe(
		'write: there is no space left on the disk.'
	);
	expect(await said(writeOutput('/dev/full', 'a'))).toBe(
		'/dev/full: there is no space left on the disk.'
	);
	expect(await said(readFile('package.json/a'))).toBe(
		'package.json/a: a part of the path is a file, not a folder.'
	);
	rmSync(folder, { recursive: true });
});

it('names the place that a file was meant for, not the hidden folder on the way to it', () => {
	const refused = Object.assign(new Error('ENOSPC'), {
		code: 'ENOSPC',
		path: 'out/.kneelens-aB3xYz/new/xception/card.json'
	});
	expect(plainError(refused)).toBe('out/xception/card.json: there is no space left on the disk.');
});

it('keeps what was said in words, cut where it is endless', () => {
	expect(plainError(new Error('a.h5: the file is cut short'))).toBe('a.h5: the file is cut short');
	expect(plainError('thrown text')).toBe('thrown text');
	expect(plainError(new Error('x'.repeat(30_000))).length).toBeLessThan(2100);
	expect(plainError(new Error(''))).toBe('Error');
});

it('says that a fault is its own', () => {
	expect(plainError(new TypeError('x is undefined'))).toBe(
		'Something went wrong inside this program: x is undefined'
	);
});
