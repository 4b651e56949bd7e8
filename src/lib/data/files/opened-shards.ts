import type { ShardReference } from '#lib/core/records/test-set.ts';
import type { FileStore } from './file-store.ts';
import { readShard } from './shard.ts';

/**
 * The shards of a test set that were asked for, each read once and kept open; one that cannot be read is forgotten, so that asking
 * again tries again.
 */
export class OpenedShards {
	readonly #files: FileStore;
	readonly #opened = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();

	constructor(files: FileStore) {
		this.#files = files;
	}

	/**
	 * The PNG files of a shard by knee id; `shard.file` may be an absolute address.
	 * @throws Error naming the shard when it cannot be fetched or is damaged
	 */
	open(shard: ShardReference, signal?: AbortSignal): Promise<ReadonlyMap<string, Uint8Array>> {
		const key = `${shard.file} ${shard.sha256}`;
		const opened = this.#opened.get(key);
		if (opened) return opened;
		const opening = readShard(this.#files, shard, signal);
		opening.catch(() => this.#opened.delete(key));
		this.#opened.set(key, opening);
		return opening;
	}
}
