import type { KneeRecord } from '#lib/core/records/test-set.ts';
import type { FetchBytes } from '#lib/data/files/file-reference.ts';
import { imageSize } from '#lib/data/images/grey-png.ts';
import { readKnee } from '#lib/data/files/shard-knee.ts';
import { fetchShard } from '#lib/data/files/shard.ts';
import type { RunRequest } from './reader.types.ts';

type Shard = RunRequest['shards'][number];
type Images = Map<string, Uint8Array>;

const imagePixels = imageSize * imageSize;

/**
 * The images of a packed test set, shard by shard as knees are asked for; the next shard is fetched ahead. What was
 * fetched is kept for the next network, a failed fetch is forgotten.
 */
export class ShardImages {
	readonly #fetchBytes: FetchBytes;
	readonly #opened = new Map<string, Promise<Images>>();

	constructor(fetchBytes: FetchBytes) {
		this.#fetchBytes = fetchBytes;
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
			const images = await this.#open(shard, signal);
			if (!images.has(knee.id)) continue;
			if (i + 1 < candidates.length) this.#open(candidates[i + 1], signal).catch(() => {});
			return readKnee(images, knee, shard.file);
		}
		throw new Error(`Knee ${knee.id} is in no shard of ${knee.split}. Pack the test set again.`);
	}

	#open(shard: Shard, signal: AbortSignal | undefined): Promise<Images> {
		const key = `${shard.file} ${shard.sha256}`;
		const opened = this.#opened.get(key);
		if (opened) return opened;
		const opening = fetchShard(this.#fetchBytes, shard, signal);
		opening.catch(() => this.#opened.delete(key));
		this.#opened.set(key, opening);
		return opening;
	}
}
