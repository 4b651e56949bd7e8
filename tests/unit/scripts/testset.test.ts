import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
	loadImageProperties,
	loadKnees,
	loadTestSetManifest
} from '#lib/data/sources/load-test-set.ts';
import { readKnee } from '#lib/data/files/shard-knee.ts';
import { readShard } from '#lib/data/files/shard.ts';
import { runTestset } from '../../../scripts/testset/run.ts';
import { contentOf } from './output/folder-content.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'testset-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function grey(value: number, width = 224, height = width): Uint8Array {
	const data = new Uint8Array(width * height).fill(value);
	return encode({ width, height, channels: 1, data });
}

function put(path: string, bytes: Uint8Array | string): void {
	const file = join(folder, 'in', path);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, bytes);
}

const words = (...more: string[]) => [
	...['--from', join(folder, 'in'), '--out', join(folder, 'out')],
	...more
];

async function testset(...args: string[]): Promise<string> {
	await runTestset(words(...args));
	return join(folder, 'out');
}

const fromDisk = (root: string) =>
	new FileStore(async (path: string) => new Uint8Array(readFileSync(join(root, path))));

describe('npm run testset -- --from', () => {
	it('packs what loads again, knee for knee', async () => {
		put('val/0/1L.png', grey(10));
		put('val/4/1R.png', grey(20));
		put('test/2/2L.png', grey(30));
		put('train/1/3L.png', grey(40));
		const out = await testset();
		const files = fromDisk(out);
		const manifest = await loadTestSetManifest(files);
		expect(manifest.synthetic).toBe(false);
		expect(
			manifest.splits.map(({ split, gradeCounts, subjects, shards }) => [
				split,
				gradeCounts,
				subjects,
				shards.length
			])
		).toEqual([
			['train', [0, 1, 0, 0, 0], 1, 0],
			['val', [1, 0, 0, 0, 1], 1, 1],
			['test', [0, 0, 1, 0, 0], 1, 1]
		]);
		const knees = await loadKnees(files, manifest);
		expect(knees.map(({ id, split, grade }) => [id, split, grade])).toEqual([
			['1L', 'val', 0],
			['1R', 'val', 4],
			['2L', 'test', 2]
		]);
		const properties = await loadImageProperties(files, manifest);
		expect([...properties.keys()]).toEqual(knees.map(({ id }) => id));
		expect(properties.get('2L')).toEqual({
			exposure: 30,
			contrast: 0,
			sharpness: 0,
			negative: false
		});
		const [shard] = manifest.splits[1].shards;
		const images = await readShard(files, shard);
		expect((await readKnee(images, knees[1], shard.file)).every((value) => value === 20)).toBe(
			true
		);
	});

	it('gives the same bytes every time', async () => {
		put('0/1L.png', grey(10));
		const out = await testset();
		const before = readdirSync(out).map((file) => readFileSync(join(out, file)));
		await testset();
		expect(readdirSync(out).map((file) => readFileSync(join(out, file)))).toEqual(before);
	});

	it('packs the training split when asked to', async () => {
		put('train/1/3L.png', grey(40));
		await expect(testset()).rejects.toThrow(/only a train folder/);
		const out = await testset('--pack-train');
		const manifest = await loadTestSetManifest(fromDisk(out));
		expect(manifest.splits[0].shards[0].count).toBe(1);
	});

	it.each<[string, () => void, RegExp]>([
		['no grade folders', () => put('a/1L.png', grey(1)), /in has no grade folders/],
		['an empty folder', () => mkdirSync(join(folder, 'in')), /in is empty/],
		['a missing folder', () => {}, /in does not exist/],
		[
			'an empty grade folder',
			() => mkdirSync(join(folder, 'in/0'), { recursive: true }),
			/in is empty/
		],
		['an unreadable image', () => put('3/1L.png', 'no image'), /3\/1L\.png is not a PNG, JPEG or/],
		['a non-square image', () => put('3/1L.png', grey(1, 224, 200)), /3\/1L\.png .*not square/],
		['an image of another size', () => put('3/1L.png', grey(1, 299)), /3\/1L\.png is 299 x 299/],
		[
			'a colour image',
			() => {
				const data = new Uint8Array(224 * 224 * 3).fill(9);
				data[4] = 50;
				put('3/1L.png', encode({ width: 224, height: 224, channels: 3, data }));
			},
			/3\/1L\.png is a colour image: its channels differ by up to 41 of 255, and up to 16 count/
		],
		[
			'the same name twice',
			() => {
				put('0/1L.png', grey(1));
				put('3/1L.png', grey(1));
			},
			/3\/1L\.png has the same name as .*0\/1L\.png/
		]
	])('refuses %s and leaves what was there before', async (_, prepare, message) => {
		put('0/7L.png', grey(7));
		const before = contentOf(await testset());
		rmSync(join(folder, 'in'), { recursive: true });
		prepare();
		await expect(testset()).rejects.toThrow(message);
		expect(contentOf(join(folder, 'out'))).toEqual(before);
		expect(readdirSync(folder).filter((name) => name !== 'in')).toEqual(['out']);
	});

	it.each<[string, string[]]>([
		['over its source', ['--out', 'in']],
		['over the folder around its source', ['--out', '.']],
		['into its source', ['--out', 'in/packed']],
		['over other files', ['--out', 'other']],
		['over a drawn set with a file more', ['--out', 'older']]
	])('never writes %s: every file stays', async (_, words) => {
		put('0/1L.png', grey(1));
		put('4/1R.png', grey(2));
		put('../other/thesis.txt', 'years of work');
		await runTestset(['--from', join(folder, 'in'), '--out', join(folder, 'older')]);
		put('../older/notes.txt', 'mine');
		const before = contentOf(folder);
		const args = words.map((word) => (word.startsWith('--') ? word : `${folder}/${word}`));
		await expect(runTestset(['--from', join(folder, 'in'), ...args])).rejects.toThrow(
			/Choose another folder/
		);
		expect(contentOf(folder)).toEqual(before);
	});

	it('ends with exit code 1 and one line', () => {
		put('3/1L.png', 'no image');
		const { status, stderr } = spawnSync(
			'node_modules/.bin/tsx',
			['scripts/testset.ts', ...words()],
			{
				encoding: 'utf8'
			}
		);
		expect(stderr).toMatch(/3\/1L\.png is not a PNG, JPEG or WebP image/);
		expect(stderr).not.toMatch(/^\s+at /m);
		expect(status).toBe(1);
	});
});
