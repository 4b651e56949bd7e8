import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { KneeRecord, TestSetManifest } from '#lib/core/records/test-set.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import {
	loadKnees,
	loadTestSetManifest,
	testSetFingerprint
} from '#lib/data/sources/load-test-set.ts';
import { readShard } from '#lib/data/files/shard.ts';
import { writeShard } from '#lib/data/files/write-shard.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const folder = 'static/testset/';
const embedded = new FileStore(
	async (path: string) => new Uint8Array(await readFile(folder + path))
);

/**
 * Serves, in place of the embedded test set, a packed set of its first `count` test knees, without stored
 * results, so that a whole live run takes seconds.
 */
export async function serveSmallSet(page: Page, count: number): Promise<KneeRecord[]> {
	const manifest = await loadTestSetManifest(embedded);
	const all = await loadKnees(embedded, manifest);
	const knees = all.filter(({ split }) => split === 'test').slice(0, count);
	const shard = manifest.splits.find(({ split }) => split === 'test')!.shards[0];
	const images = await readShard(embedded, shard);
	const zip = writeShard(knees.map(({ id }) => ({ id, png: images.get(id)! })));
	const list = new TextEncoder().encode(JSON.stringify(knees));
	const gradeCounts = [0, 1, 2, 3, 4].map(
		(grade) => knees.filter((knee) => knee.grade === grade).length
	) as TestSetManifest['splits'][0]['gradeCounts'];
	const small: TestSetManifest = {
		...manifest,
		splits: [
			{
				split: 'test',
				gradeCounts,
				subjects: new Set(knees.map(({ subject }) => subject)).size,
				shards: [{ ...(await describeFile('small.zip', zip)), first: 0, count: knees.length }]
			}
		],
		knees: await describeFile('knees.json', list),
		truths: null,
		fingerprint: await testSetFingerprint(knees)
	};
	const files: Record<string, Uint8Array> = {
		'manifest.json': new TextEncoder().encode(JSON.stringify(small)),
		'knees.json': list,
		'small.zip': zip
	};
	await page.route('**/testset/*', (route) => {
		const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
		return route.fulfill({ body: Buffer.from(files[name]) });
	});
	return knees;
}
