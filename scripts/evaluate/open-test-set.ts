import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
	KneeRecord,
	SplitName,
	TestSetManifest
} from '../../src/lib/core/records/test-set.ts';
import { loadKnees, loadTestSetManifest } from '../../src/lib/data/sources/load-test-set.ts';
import type { RunRequest } from '../../src/lib/runtime/reader/reader.types.ts';
import { folderUrl, nodeFiles } from '../node-files.ts';
import { finishAbandoned } from '../output/abandoned.ts';
import { makeScratch } from '../output/scratch.ts';
import { Progress } from '../progress.ts';
import { packTestSet } from '../testset/pack.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

export interface OpenTestSet {
	manifest: TestSetManifest;
	knees: KneeRecord[];
	shards: RunRequest['shards'];
	close(): Promise<void>;
}

/** Opens a packed test set, or packs a folder of labelled images for the time of the evaluation. */
export async function openTestSet(
	folder: string,
	split: SplitName,
	skipUnreadable = false
): Promise<OpenTestSet> {
	if (existsSync(join(folder, 'manifest.json'))) return openPacked(folder, async () => {});
	const { folderSource } = await import('../testset/folder-source.ts');
	const source = await folderSource(folder, { packTrain: split === 'train', skipUnreadable });
	await finishAbandoned(tmpdir());
	const { path, remove } = makeScratch(tmpdir());
	const packed = join(path, 'new');
	try {
		await mkdir(packed);
		const total = source.splits.reduce((sum, s) => sum + (s.packed ? s.knees.length : 0), 0);
		const progress = new Progress('Read images', total);
		await packTestSet(source, packed, (done) => progress.update(done));
		return await openPacked(packed, remove);
	} catch (error) {
		await remove();
		throw error;
	}
}

/** The knees of one split. @throws Error when the set has none packed. */
export function kneesOf({ knees, manifest }: OpenTestSet, split: SplitName): KneeRecord[] {
	const found = knees.filter((knee) => knee.split === split);
	if (found.length > 0) return found;
	const packed = manifest.splits.filter(({ shards }) => shards.length > 0);
	throw new Error(
		`The test set has no images of the split ${split}, only of ${packed.map((s) => s.split).join(' and ')}. Choose with --split.`
	);
}

async function openPacked(folder: string, close: () => Promise<void>): Promise<OpenTestSet> {
	const files = new FileStore(nodeFiles(folder));
	const manifest = await loadTestSetManifest(files);
	const shards = manifest.splits.flatMap(({ split, shards }) =>
		shards.map((shard) => ({ ...shard, split, file: new URL(shard.file, folderUrl(folder)).href }))
	);
	return { manifest, knees: await loadKnees(files, manifest), shards, close };
}
