import type { FileReference } from '#lib/core/records/test-set.ts';
import { sha256 } from './sha256.ts';

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

/** A file whose bytes are not those its reference promises. */
class FileMismatchError extends Error {
	override name = 'FileMismatchError';
}

/**
 * Checks length and SHA-256 of a file against its reference.
 * @param label What to call the file in the error, e.g. `xception/model.json`.
 * @throws FileMismatchError with the expected and the received value.
 */
export async function checkFile(
	bytes: Uint8Array,
	reference: FileReference,
	label = reference.file
): Promise<void> {
	if (bytes.length !== reference.bytes) {
		throw new FileMismatchError(
			`${label}: expected ${reference.bytes} bytes, received ${bytes.length}. The download is damaged or belongs to another version; reload, or write the file again.`
		);
	}
	const received = await sha256(bytes);
	if (received !== reference.sha256) {
		throw new FileMismatchError(
			`${label}: expected SHA-256 ${reference.sha256}, received ${received}. The file is damaged or belongs to another version; reload, or write the file again.`
		);
	}
}

/**
 * Fetches a file and checks it against its reference. What the browser kept of an older version of the site does not
 * count: a file that is another one is fetched once more, past the browser's copies.
 *
 * @param source where it lies, if not at `reference.file`, and what to call it in errors
 * @throws FileMismatchError when it is damaged or another one
 */
export async function fetchFile(
	fetchBytes: FetchBytes,
	reference: FileReference,
	signal?: AbortSignal,
	{ path = reference.file, label, onBytes }: FileSource = {}
): Promise<Uint8Array> {
	const bytes = await fetchBytes(path, signal, { onBytes });
	try {
		await checkFile(bytes, reference, label);
		return bytes;
	} catch (error) {
		if (!(error instanceof FileMismatchError)) throw error;
	}
	const again = await fetchBytes(path, signal, { onBytes, cache: 'reload' });
	await checkFile(again, reference, label);
	return again;
}

interface FileSource extends Pick<FetchOptions, 'onBytes'> {
	path?: string;
	label?: string;
}

/** The reference of a file as it lies there. */
export async function describeFile(file: string, bytes: Uint8Array): Promise<FileReference> {
	return { file, bytes: bytes.length, sha256: await sha256(bytes) };
}
