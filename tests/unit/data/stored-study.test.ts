import { describe, expect, it } from 'vitest';
import type { StudyModel } from '#lib/core/records/study.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import {
	encodeFeatures,
	encodeMaps,
	encodeProbabilities,
	loadStoredFeatures,
	loadStoredMaps,
	loadStoredProbabilities,
	loadStudyManifest
} from '#lib/data/sources/stored-study.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const probabilities = Float32Array.of(0.1, 0.2, 0.3, 0.25, 0.15, 1, 0, 0, 0, 0);
const values = Float32Array.from({ length: 2 * 5 * 4 }, (_, i) => (i % 4) / 3);
const peaks = Float32Array.from({ length: 10 }, (_, i) => i * 1.5);
/** Feature 0 varies, feature 1 is constant, feature 2 is zero. */
const pooled = Float32Array.of(-1, 7, 0, 4.1, 7, 0);

async function model(): Promise<{ files: Map<string, Uint8Array>; entry: StudyModel }> {
	const files = new Map([
		['p.bin', encodeProbabilities(probabilities)],
		['f.bin', encodeFeatures(pooled, 3)],
		['m.bin', encodeMaps({ values, peaks })]
	]);
	const reference = (file: string) => describeFile(file, files.get(file)!);
	const entry: StudyModel = {
		name: 'm',
		fingerprint: 'a'.repeat(64),
		exposure: 'as-is',
		preprocessing: 'tf',
		features: 3,
		grid: { rows: 2, columns: 2, offsetX: 0, offsetY: 0, strideX: 32, strideY: 32 },
		probabilities: await reference('p.bin'),
		features8: await reference('f.bin'),
		maps8: await reference('m.bin')
	};
	return { files, entry };
}

describe('stored study', () => {
	it('keeps probabilities and peaks exactly, maps to 1/510, features to half a step', async () => {
		const { files, entry } = await model();
		const store = new FileStore(async (path: string) => files.get(path)!);
		expect(await loadStoredProbabilities(store, entry, 2, 5)).toEqual(probabilities);
		const stored = await loadStoredMaps(store, entry, 2, 5);
		expect(stored.peaks).toEqual(peaks);
		stored.values.forEach((value, i) => expect(Math.abs(value - values[i])).toBeLessThan(1 / 509));
		expect(stored.values[0]).toBe(0);
		expect(stored.values[3]).toBe(1);
		const features = await loadStoredFeatures(store, entry, 2);
		features.forEach((value, i) => expect(Math.abs(value - pooled[i])).toBeLessThan(5.1 / 509));
		expect(features[1]).toBe(7);
		expect(features[5]).toBe(0);
	});

	it('reads the bytes of Node, whose Buffer shares its memory with what is cut from it', async () => {
		const { files, entry } = await model();
		const store = new FileStore(async (path: string) => Buffer.from(files.get(path)!));
		expect((await loadStoredMaps(store, entry, 2, 5)).peaks).toEqual(peaks);
		const whole = new FileStore(async (path: string) => files.get(path)!);
		expect(await loadStoredFeatures(store, entry, 2)).toEqual(
			await loadStoredFeatures(whole, entry, 2)
		);
	});

	it('refuses a damaged file and one of another number of knees', async () => {
		const { files, entry } = await model();
		const store = new FileStore(async (path: string) => files.get(path)!);
		await expect(loadStoredProbabilities(store, entry, 3, 5)).rejects.toThrow(
			'p.bin has 40 bytes, the knees that study.json lists need 60'
		);
		files.get('m.bin')![3] ^= 1;
		await expect(loadStoredMaps(store, entry, 2, 5)).rejects.toThrow(/m\.bin: expected SHA-256/);
	});

	it('refuses probabilities, peaks and ranges that can be none, and names the file', async () => {
		const { files, entry } = await model();
		const store = new FileStore(async (path: string) => files.get(path)!);
		const rewrite = async (file: string, bytes: Uint8Array) => {
			files.set(file, bytes);
			return describeFile(file, bytes);
		};
		for (const [wrong, shown] of [
			[[NaN, 0.2, 0.3, 0.25, 0.25], 'NaN, '],
			[[7.5, 0, 0, 0, 0], '7.5, '],
			[[-3, 1, 1, 1, 1], '-3, '],
			[[0.5, 0, 0, 0, 0], '0.5, '],
			[[Infinity, 0, 0, 0, 0], 'Infinity, ']
		] as const) {
			const bytes = encodeProbabilities(Float32Array.of(0, 1, 0, 0, 0, ...wrong));
			const probabilities = await rewrite('p.bin', bytes);
			await expect(
				loadStoredProbabilities(store, { ...entry, probabilities }, 2, 5)
			).rejects.toThrow(`p.bin: knee 2 has ${shown}`);
		}
		const maps8 = await rewrite('m.bin', encodeMaps({ values, peaks: peaks.with(6, -1) }));
		await expect(loadStoredMaps(store, { ...entry, maps8 }, 2, 5)).rejects.toThrow(
			'm.bin: a map of knee 2 has the peak -1'
		);
		const features8 = await rewrite('f.bin', encodeFeatures(pooled.with(0, NaN), 3));
		await expect(loadStoredFeatures(store, { ...entry, features8 }, 2)).rejects.toThrow(
			'f.bin: the range of a feature is not a number'
		);
	});

	it('names the field of a manifest that is wrong', async () => {
		const { entry } = await model();
		const manifest = {
			format: 'kneelens-study',
			version: 1,
			created: '2026-01-01',
			engine: { version: '1', backend: 'wasm' },
			testset: 'b'.repeat(64),
			splits: [{ split: 'test', count: 2 }],
			models: [{ ...entry, grid: { ...entry.grid, rows: 'two' } }]
		};
		const bytes = new TextEncoder().encode(JSON.stringify(manifest));
		await expect(loadStudyManifest(new FileStore(async () => bytes))).rejects.toThrow(
			/^study\.json: models\.0\.grid\.rows: .*number/
		);
	});
});
