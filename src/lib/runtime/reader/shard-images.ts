import type { KneeRecord } from '#lib/core/records/test-set.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { imageSize } from '#lib/data/images/grey-png.ts';
import { readKnee } from '#lib/data/files/shard-knee.ts';
import { OpenedShards } from '#lib/data/files/opened-shards.ts';
import type { RunRequest } from './reader.types.ts';

type Shard = RunRequest['shards'][number];

const imagePixels = imageSize * imageSize;

/**
 * The images of a packed test set, shard by shard as knees are asked for; the next shard is fetched ahead. What was
 * fetched is kept for the next network, a failed fetch is forgotten.
 */
export class ShardImages {
	readonly #shards: OpenedShards;

	constructor(files: FileStore) {
		this.#shards = new OpenedShards(files);
	}

	/**
	 * Grey pixels `[knees.length, 224, 224]`, checked against the records.
	 * @throws Error naming the shard that cannot be fetched or is damaged, or the knee that is in none.
	 */
	async read(
		knees: readonly KneeRecord[],
		shards: readonly Shard[],
		signal?: AbortSignal
	): Promise<Uint8Array> {
		const pixels = new Uint8Array(knees.length * imagePixels);
		for (const [i, knee] of knees.entries()) {
			pixels.set(await this.#readKnee(knee, shards, signal), i * imagePixels);
		}
		return pixels;
	}

	async #readKnee(
		knee: KneeRecord,
		shards: readonly Shard[],
		signal: AbortSignal | undefined
	): Promise<Uint8Array> {
		const candidates = shards.filter((shard) => shard.split === knee.split);
		for (const [i, shard] of candidates.entries()) {
			const images = await this.#shards.open(shard, signal);
			if (!images.has(knee.id)) continue;
			if (i + 1 < candidates.length) this.#shards.open(candidates[i + 1], signal).catch(() => {});
			return readKnee(images, knee, shard.file);
		}
		throw new Error(`Knee ${knee.id} is in no shard of ${knee.split}. Pack the test set again.`);
	}
}
