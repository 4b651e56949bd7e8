import { pagePart } from '#lib/core/async/page-part.ts';
import type { KneeRecord, ShardReference, TestSetManifest } from '#lib/core/records/test-set.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import type { OpenedShards } from '#lib/data/files/opened-shards.ts';

/**
 * Gives the PNG of each knee of a packed set, from its shard: fetched with the first image that is asked for, as is the program
 * that reads shards, since figures come before images.
 *
 * @param knees in the order of splits and shards
 */
export function packedImages(
	files: FileStore,
	manifest: TestSetManifest,
	knees: readonly KneeRecord[]
): (knee: KneeRecord) => Promise<Uint8Array> {
	const shardOf = shardsById(manifest, knees);
	let opened: OpenedShards | null = null;
	return async ({ id }) => {
		const shard = shardOf.get(id);
		if (!shard) throw new Error(`The image of knee ${id} is not part of this set.`);
		const { OpenedShards } = await pagePart(
			'The image decoder',
			() => import('#lib/data/files/opened-shards.ts')
		);
		opened ??= new OpenedShards(files);
		const png = (await opened.open(shard)).get(id);
		if (!png) throw new Error(`${shard.file} lacks the image of knee ${id}.`);
		return png;
	};
}

function shardsById(
	{ splits }: TestSetManifest,
	knees: readonly KneeRecord[]
): ReadonlyMap<string, ShardReference> {
	return new Map(
		splits.flatMap(({ split, shards }) => {
			const packed = knees.filter((knee) => knee.split === split);
			return shards.flatMap((shard) =>
				packed.slice(shard.first, shard.first + shard.count).map(({ id }) => [id, shard] as const)
			);
		})
	);
}
