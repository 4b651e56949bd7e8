import { encode } from 'fast-png';
import type { KneeRecord, ShardReference } from '#lib/core/records/test-set.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import { sha256 } from '#lib/data/files/sha256.ts';
import { writeShard } from '#lib/data/files/write-shard.ts';

export const site = 'https://knees.test/';

/** Knees of one split in shards of two; every pixel of knee i is 10 * (i + 1). */
export async function tinySet(count: number) {
	const knees: KneeRecord[] = [];
	const shards: (ShardReference & { split: string })[] = [];
	const files = new Map<string, Uint8Array>();
	for (let first = 0; first < count; first += 2) {
		const images: { id: string; png: Uint8Array }[] = [];
		for (let i = first; i < Math.min(first + 2, count); i++) {
			const data = new Uint8Array(224 * 224).fill(10 * (i + 1));
			const id = `${i}L`;
			images.push({ id, png: encode({ width: 224, height: 224, channels: 1, data }) });
			knees.push({
				id,
				subject: String(i),
				side: 'L',
				split: 'test',
				grade: i % 5,
				sha256: await sha256(data)
			});
		}
		const zip = writeShard(images);
		const file = `${site}${first}.zip`;
		files.set(file, zip);
		const reference = await describeFile(file, zip);
		shards.push({ ...reference, first, count: images.length, split: 'test' });
	}
	return { knees, shards, files };
}
