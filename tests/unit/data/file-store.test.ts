import { describe, expect, it } from 'vitest';
import { describeFile } from '#lib/data/files/file-reference.ts';
import { FileStore, type ContentCache, type FetchBytes } from '#lib/data/files/file-store.ts';
import { OpenedShards } from '#lib/data/files/opened-shards.ts';
import { writeShard } from '#lib/data/files/write-shard.ts';

const good = Uint8Array.of(1, 2, 3);
const other = Uint8Array.of(9, 9, 9);
const reference = await describeFile('maps.bin', good);

/** Gives these bytes, one after the other, and keeps what was asked for. */
function transport(...answers: (Uint8Array | Error)[]) {
	const asked: { path: string; cache?: string }[] = [];
	const fetchBytes: FetchBytes = async (path, signal, options) => {
		signal?.throwIfAborted();
		asked.push({ path, ...(options?.cache && { cache: options.cache }) });
		const answer = answers.shift()!;
		if (answer instanceof Error) throw answer;
		options?.onBytes?.(answer.length);
		return answer;
	};
	return { asked, fetchBytes };
}

class MemoryCache implements ContentCache {
	readonly kept = new Map<string, Uint8Array>();

	async get(sha256: string): Promise<Uint8Array | null> {
		return this.kept.get(sha256) ?? null;
	}

	async put(sha256: string, bytes: Uint8Array): Promise<void> {
		this.kept.set(sha256, bytes);
	}
}

describe('a file store', () => {
	it('fetches at another path and calls the file by its label', async () => {
		const { asked, fetchBytes } = transport(good, other, other);
		const store = new FileStore(fetchBytes);
		const options = { path: 'https://knees.test/a/maps.bin', label: 'a/maps.bin' };
		expect(await store.read(reference, undefined, options)).toEqual(good);
		await expect(store.read(reference, undefined, options)).rejects.toThrow(
			/^a\/maps\.bin: expected SHA-256/
		);
		expect(new Set(asked.map(({ path }) => path))).toEqual(new Set([options.path]));
	});

	it('asks the server for the newest version of a file that nothing names', async () => {
		const { asked, fetchBytes } = transport(good);
		await new FileStore(fetchBytes).readNewest('manifest.json');
		expect(asked).toEqual([{ path: 'manifest.json', cache: 'no-cache' }]);
	});

	it('fetches a file each time where it has no cache, and once where it has one', async () => {
		const bare = transport(good, good);
		const without = new FileStore(bare.fetchBytes);
		await without.read(reference);
		await without.read(reference);
		expect(bare.asked).toHaveLength(2);

		const cached = transport(good);
		const store = new FileStore(cached.fetchBytes, new MemoryCache());
		await store.read(reference);
		const received: number[] = [];
		const again = { ...reference, file: 'renamed.bin' };
		expect(await store.read(again, undefined, { onBytes: (n) => received.push(n) })).toEqual(good);
		expect(received).toEqual([3]);
		expect(cached.asked).toHaveLength(1);
	});

	it('does not believe a cache, nor need one', async () => {
		const cache = new MemoryCache();
		cache.kept.set(reference.sha256, other);
		const damaged = transport(good);
		expect(await new FileStore(damaged.fetchBytes, cache).read(reference)).toEqual(good);
		expect(cache.kept.get(reference.sha256)).toEqual(good);

		const full: ContentCache = {
			get: () => Promise.reject(new Error('No access.')),
			put: () => Promise.reject(new Error('The disk is full.'))
		};
		expect(await new FileStore(transport(good).fetchBytes, full).read(reference)).toEqual(good);
	});

	it('puts nothing into its cache that is not the file', async () => {
		const cache = new MemoryCache();
		const store = new FileStore(transport(other, other).fetchBytes, cache);
		await expect(store.read(reference)).rejects.toThrow('expected SHA-256');
		expect(cache.kept.size).toBe(0);
	});

	it('gives nothing to who no longer wants it, from its cache neither', async () => {
		const cache = new MemoryCache();
		cache.kept.set(reference.sha256, good);
		const gone = AbortSignal.abort(new DOMException('No longer wanted.', 'AbortError'));
		for (const store of [
			new FileStore(transport(good).fetchBytes),
			new FileStore(transport(good).fetchBytes, cache)
		]) {
			await expect(store.read(reference, gone)).rejects.toThrow('No longer wanted.');
		}
	});
});

it('opens a shard once, and tries again after a failure', async () => {
	const zip = writeShard([{ id: '10L', png: good }]);
	const shard = { ...(await describeFile('t.zip', zip)), first: 0, count: 1 };
	const { asked, fetchBytes } = transport(new Error('t.zip: the server answered 404'), zip);
	const shards = new OpenedShards(new FileStore(fetchBytes));
	await expect(shards.open(shard)).rejects.toThrow('404');
	const [first, second] = await Promise.all([shards.open(shard), shards.open(shard)]);
	expect(second).toBe(first);
	expect([...first]).toEqual([['10L', good]]);
	expect(asked).toHaveLength(2);
});
