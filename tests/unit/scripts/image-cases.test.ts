import { spawnSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeKneePng } from '#lib/data/images/grey-png.ts';
import { loadKnees, loadTestSetManifest } from '#lib/data/sources/load-test-set.ts';
import { parsePredictionsCsv } from '#lib/data/sources/predictions-csv.ts';
import { sha256 } from '#lib/data/files/sha256.ts';
import { runEvaluate } from '../../../scripts/evaluate/run.ts';
import { runTestset } from '../../../scripts/testset/run.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const cases = 'tests/fixtures/cases';
const size = { width: 224, height: 224 };
const knee = `${cases}/knees/test/0/3000001L.png`;
const other = `${cases}/knees/test/4/3000022L.png`;
const twelveBits = `${cases}/png_12bit_in_16/3000001L.png`;
const nearlyGrey = `${cases}/png_nearly_grey/3000001L.png`;
const jpeg = `${cases}/jpeg_folder/3000001L.jpg`;
const webp = `${cases}/own_xray/19-webp.webp`;
const transparent = `${cases}/own_xray/26-rgba-transparent.png`;
const dicom = `${cases}/own_xray/33-dicom.dcm`;

let folder: string;
let said: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'images-'));
	said = '';
	vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
		said += text;
		return true;
	});
});

afterEach(() => {
	vi.restoreAllMocks();
	rmSync(folder, { recursive: true });
});

const at = (path: string) => join(folder, 'in', path);

function put(source: string | Uint8Array, path: string): void {
	mkdirSync(dirname(at(path)), { recursive: true });
	if (typeof source === 'string') copyFileSync(source, at(path));
	else writeFileSync(at(path), source);
}

/** The packed set, knee by knee. */
async function packed(...args: string[]) {
	const out = join(folder, 'out');
	await runTestset(['--from', join(folder, 'in'), '--out', out, ...args]);
	const files = new FileStore(
		async (path: string) => new Uint8Array(readFileSync(join(out, path)))
	);
	const manifest = await loadTestSetManifest(files);
	return { manifest, knees: await loadKnees(files, manifest) };
}

const pixelsOf = (file: string) => sha256(decodeKneePng(readFileSync(file), file));

describe('npm run testset -- --from', () => {
	it('reads radiographs as they are kept, and says what it did', async () => {
		put(twelveBits, 'test/0/12L.png');
		put(nearlyGrey, 'test/0/13L.PNG');
		put(jpeg, 'test/1/14L.JPG');
		put(jpeg, 'test/1/15L.png');
		put(webp, 'test/2/16L.webp');
		put(transparent, 'test/3/17L.png');
		put(knee, 'test/4/18L.png');
		const { knees } = await packed();
		const [same, jpegPixels, cut] = await Promise.all([
			pixelsOf(knee),
			pixelsOf(`${cases}/jpeg_folder/pillow-3000001L.png`),
			pixelsOf(`${cases}/own_xray/pillow-26-rgba-transparent.png`)
		]);
		expect(knees.map(({ id, sha256 }) => [id, sha256])).toEqual([
			['12L', same],
			['13L', same],
			['14L', jpegPixels],
			['15L', jpegPixels],
			['16L', same],
			['17L', cut],
			['18L', same]
		]);
		expect(said).toMatch(
			/1 of 7 images \(test\/0\/12L\.png\): values of 16 bits .* 0-4080, stretched to 0-255/
		);
		expect(said).toMatch(/1 of 7 images \(test\/0\/13L\.PNG\): nearly grey, .* up to 1 of 255/);
		expect(said).toMatch(/1 of 7 images \(test\/3\/17L\.png\): transparent parts .* black/);
	});

	it('reads folders and files of any names, each unknown name a subject of its own', async () => {
		put(knee, 'archive/kneeKL224/Test/0Normal/NormalG0 (1).png');
		put(knee, 'archive/kneeKL224/Test/KL4/Müller Größe.jfif');
		put(other, 'archive/kneeKL224/Test/KL4/3000022L.png');
		put(other, '../elsewhere/Moderate/7.png');
		put(knee, '../elsewhere/healthy/7.png');
		put(new Uint8Array(9), '../elsewhere/healthy/Thumbs.db');
		put(new Uint8Array(9), 'archive/licence.txt');
		symlinkSync(join(folder, 'elsewhere'), at('archive/kneeKL224/valid'));
		symlinkSync(at('archive'), at('archive/round'));
		const { knees, manifest } = await packed();
		expect(knees.map(({ id, side, split, grade }) => [id, side, split, grade])).toEqual([
			['val-0-7', null, 'val', 0],
			['val-3-7', null, 'val', 3],
			['3000022L', 'L', 'test', 4],
			['Müller Größe', null, 'test', 4],
			['NormalG0 (1)', null, 'test', 0]
		]);
		expect(manifest.splits.map(({ split, subjects }) => [split, subjects])).toEqual([
			['val', 2],
			['test', 3]
		]);
		expect(manifest.description).toContain('Of 4 of them subject and side are not known');
		expect(said).toMatch(/4 of 5 names .* do not give subject and side .* a subject of its own/);
		expect(said).toMatch(/Skipped: .*licence\.txt/);
	});

	it('lists what cannot be used, refuses, and leaves it out when asked', async () => {
		put(knee, '0/1L.png');
		put(other, '4/2L.png');
		put(knee, '1/2L.png');
		put(new Uint8Array(), '0/empty.png');
		put(readFileSync(twelveBits).subarray(0, 9000), '0/cut.png');
		put(readFileSync(jpeg).subarray(0, 5000), '0/cut.jpg');
		put(dicom, '2/scan.dcm');
		put(knee, '3/left/4L.png');
		symlinkSync('/nowhere', at('0/gone.png'));
		spawnSync('mkfifo', [at('0/pipe.png')]);
		const reasons = [
			/0\/cut\.jpg is damaged: it cannot be read as a JPEG image/,
			/0\/cut\.png is damaged: it cannot be read as a PNG image/,
			/0\/empty\.png is empty/,
			/0\/gone\.png is a broken link/,
			/0\/pipe\.png is neither a file nor a folder/,
			/1\/2L\.png has the same name as .*4\/2L\.png/,
			/2\/scan\.dcm is a DICOM file, which is not supported\. .* export it as PNG/,
			/3\/left\/4L\.png is in a folder inside the folder of a grade/,
			/4\/2L\.png has the same name as .*1\/2L\.png/
		];
		const error: Error = await packed().then(
			() => expect.unreachable(),
			(thrown: Error) => thrown
		);
		expect(error.message).toMatch(/^9 of 10 files cannot be used:/);
		for (const reason of reasons) expect(error.message).toMatch(reason);
		expect(error.message).toMatch(/leave the files out with --skip-unreadable/);
		expect(existsSync(join(folder, 'out'))).toBe(false);

		const { knees, manifest } = await packed('--skip-unreadable');
		expect(knees.map(({ id }) => id)).toEqual(['1L']);
		for (const reason of reasons) expect(said).toMatch(reason);
		expect(said).toMatch(/9 of 10 files were left out/);
		expect(manifest.description).toContain('9 files that could not be used were left out');
	});

	it('says which images show nothing, and refuses colour', async () => {
		put(knee, '0/1L.png');
		put(encode({ ...size, channels: 1, data: new Uint8Array(224 * 224).fill(9) }), '1/2L.png');
		await packed();
		expect(said).toMatch(/1 of 2 images \(1\/2L\.png\): shows nothing, all pixels have the same/);
		const colours = Uint8Array.from({ length: 3 * 224 * 224 }, (_, i) => (i % 3 === 0 ? 40 : 20));
		put(encode({ ...size, channels: 3, data: colours }), '2/3L.png');
		await expect(packed()).rejects.toThrow(/2\/3L\.png is a colour image: .* by up to 20 of 255/);
	});

	it('says how many more cannot be used than an error holds', async () => {
		for (let i = 0; i < 60; i++) put(new Uint8Array(), `0/${i}L.png`);
		await expect(packed()).rejects.toThrow(/^60 of 60 files [^]* and \d+ more\n/);
		await expect(packed('--skip-unreadable')).rejects.toThrow(/has no image that can be used/);
	});
});

it('npm run evaluate reads all of them as the knee they show', async () => {
	put(knee, '0/11L.png');
	put(twelveBits, '1/12L.png');
	put(nearlyGrey, '2/13L.png');
	put(webp, '3/a knee.webp');
	put(new Uint8Array(), '4/empty.png');
	const words = [
		...['--models', 'tests/fixtures/keras/xception_slim.h5', '--preprocess', 'tf'],
		...['--testset', join(folder, 'in'), '--out', join(folder, 'results')]
	];
	await expect(runEvaluate(words)).rejects.toThrow(/4\/empty\.png is empty/);
	await runEvaluate([...words, '--skip-unreadable']);
	const file = join(folder, 'results/predictions.csv');
	const rows = parsePredictionsCsv(readFileSync(file, 'utf8'), file, 5);
	expect(rows.map(({ image, side }) => [image, side])).toEqual([
		['11L', 'L'],
		['12L', 'L'],
		['13L', 'L'],
		['a knee', null]
	]);
	for (const { probabilities } of rows) expect(probabilities).toEqual(rows[0].probabilities);
});
