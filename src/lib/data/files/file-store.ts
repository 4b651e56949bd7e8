import type { FileReference } from '#lib/core/records/test-set.ts';
import { checkFile, FileMismatchError } from './file-reference.ts';

export interface FetchOptions {
	/** Told how many bytes have come so far. */
	onBytes?: (received: number) => void;
	/**
	 * `no-cache` asks the server whether a copy that the browser kept is still the file, `reload` does without such a
	 * copy. By default it is taken while the server's word allows it.
	 */
	cache?: 'default' | 'no-cache' | 'reload';
}

/**
 * Gives the bytes of a file; `path` is relative to the folder or site the function was made for, or absolute.
 * Rejects with an AbortError when the signal aborts, else with an error that names the file.
 */
export type FetchBytes = (
	path: string,
	signal?: AbortSignal,
	options?: FetchOptions
) => Promise<Uint8Array>;

/** Files that were read before, by their SHA-256. */
export interface ContentCache {
	/** Null where there is none. */
	get(sha256: string): Promise<Uint8Array | null>;
	put(sha256: string, bytes: Uint8Array): Promise<void>;
}

interface ReadOptions extends Pick<FetchOptions, 'onBytes'> {
	/** Where it lies, if not at `reference.file`. */
	path?: string;
	/** What to call it in errors; `reference.file` by default. */
	label?: string;
}

/**
 * Files that a manifest, an index or a card names with length and SHA-256: what is read is what was named, whatever it comes
 * from. A cache saves fetching; what it gives is checked like anything else, and it may fail or be full.
 */
export class FileStore {
	/** Where the files come from: HTTP, a folder, a zip file, a Map in tests. */
	readonly fetchBytes: FetchBytes;
	readonly #cache: ContentCache | null;

	constructor(fetchBytes: FetchBytes, cache: ContentCache | null = null) {
		this.fetchBytes = fetchBytes;
		this.#cache = cache;
	}

	/**
	 * The newest version of a file that nothing names, such as the manifest that names the others: the server is asked
	 * whether a copy that the browser kept is still it.
	 * @throws Error naming the file when it cannot be fetched, AbortError when the signal aborts
	 */
	readNewest(path: string, signal?: AbortSignal): Promise<Uint8Array> {
		return this.fetchBytes(path, signal, { cache: 'no-cache' });
	}

	/**
	 * A file that is checked against its reference. What the browser kept of an older version of the site does not count: a file
	 * that is another one is fetched once more, past the browser's copies.
	 *
	 * @throws FileMismatchError when it is damaged or another one, Error when it cannot be fetched, each naming the file;
	 * AbortError when the signal aborts
	 */
	async read(
		reference: FileReference,
		signal?: AbortSignal,
		options: ReadOptions = {}
	): Promise<Uint8Array> {
		const kept = await this.#kept(reference);
		if (kept) {
			signal?.throwIfAborted();
			options.onBytes?.(kept.length);
			return kept;
		}
		const bytes = await this.#fetch(reference, signal, options);
		void this.#cache?.put(reference.sha256, bytes).catch(() => {});
		return bytes;
	}

	async #kept(reference: FileReference): Promise<Uint8Array | null> {
		if (!this.#cache) return null;
		try {
			const bytes = await this.#cache.get(reference.sha256);
			if (bytes) await checkFile(bytes, reference);
			return bytes;
		} catch {
			return null;
		}
	}

	async #fetch(
		reference: FileReference,
		signal: AbortSignal | undefined,
		{ path = reference.file, label, onBytes }: ReadOptions
	): Promise<Uint8Array> {
		const bytes = await this.fetchBytes(path, signal, { onBytes });
		try {
			await checkFile(bytes, reference, label);
			return bytes;
		} catch (error) {
			if (!(error instanceof FileMismatchError)) throw error;
		}
		const again = await this.fetchBytes(path, signal, { onBytes, cache: 'reload' });
		await checkFile(again, reference, label);
		return again;
	}
}
