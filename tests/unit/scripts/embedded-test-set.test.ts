import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { imageProperties, roundedProperties } from '#lib/core/image/image-properties.ts';
import {
	loadImageProperties,
	loadKnees,
	loadTestSetManifest,
	loadTruths
} from '#lib/data/sources/load-test-set.ts';
import { readKnee } from '#lib/data/files/shard-knee.ts';
import { readShard } from '#lib/data/files/shard.ts';
import { drawPhantom } from '#lib/phantom/phantom.ts';
import type { PhantomKnee } from '#lib/phantom/truth.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const folder = 'static/testset';
const files = new FileStore(
	async (path: string) => new Uint8Array(readFileSync(join(folder, path)))
);
const manifest = await loadTestSetManifest(files);
const knees = await loadKnees(files, manifest);
const truths = await loadTruths(files, manifest);
const properties = await loadImageProperties(files, manifest);

it('is as large as it says, small enough to serve, and synthetic', () => {
	const bytes = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
	expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(36_000_000);
	expect(Math.max(...bytes)).toBeLessThan(5_000_000);
	const count = (split: string, grade?: number) =>
		knees.filter((knee) => knee.split === split && (grade ?? knee.grade) === knee.grade).length;
	expect(count('test')).toBeGreaterThanOrEqual(1000);
	expect(count('val')).toBeGreaterThanOrEqual(400);
	expect(count('test', 4)).toBeGreaterThanOrEqual(40);
	expect(manifest.synthetic).toBe(true);
	expect([...truths.keys()]).toEqual(knees.map(({ id }) => id));
	expect([...properties.keys()]).toEqual(knees.map(({ id }) => id));
});

it('keeps both knees of a subject in one split', () => {
	const splitOf = new Map(knees.map(({ subject, split }) => [subject, split]));
	expect(knees.filter(({ subject, split }) => splitOf.get(subject) !== split)).toEqual([]);
	expect(splitOf.size).toBe(knees.length / 2);
});

it('holds the images it lists', async () => {
	for (const { split, shards } of manifest.splits) {
		const ids = knees.filter((knee) => knee.split === split).map(({ id }) => id);
		for (const shard of shards) {
			const images = await readShard(files, shard);
			expect([...images.keys()]).toEqual(ids.slice(shard.first, shard.first + shard.count));
		}
	}
});

it('is what the generator draws, bit for bit', async () => {
	for (const split of ['val', 'test']) {
		const shard = manifest.splits.find((summary) => summary.split === split)!.shards.at(-1)!;
		const knee = knees.filter((knee) => knee.split === split)[shard.first];
		const stored = await readKnee(await readShard(files, shard), knee, shard.file);
		const { pixels, truth } = drawPhantom(truths.get(knee.id)!.phantom as PhantomKnee);
		expect(Buffer.compare(stored, pixels)).toBe(0);
		expect(properties.get(knee.id)).toEqual(roundedProperties(imageProperties(stored)));
		expect(properties.get(knee.id)!.negative).toBe(truths.get(knee.id)!.negative);
		expect(truth.grade).toBe(knee.grade);
		expect(truths.get(knee.id)!.millimetresPerPixel).toBeCloseTo(truth.millimetresPerPixel, 3);
	}
});
