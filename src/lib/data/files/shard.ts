import { unzipSync } from 'fflate';
import type { ShardReference } from '#lib/core/records/test-set.ts';
import { checkFile, fetchFile, type FetchBytes } from './file-reference.ts';

/**
 * The PNG files of a shard by knee id, after its SHA-256 was checked.
 * @throws FileMismatchError for damaged bytes, Error for anything that is no zip of PNG files.
 */
export async function readShard(
	bytes: Uint8Array,
	reference: ShardReference
): Promise<Map<string, Uint8Array>> {
	await checkFile(bytes, reference);
	return unzipShard(bytes, reference);
}

/** The same of a shard that is fetched first; `reference.file` may be an absolute address. */
export async function fetchShard(
	fetchBytes: FetchBytes,
	reference: ShardReference,
	signal?: AbortSignal
): Promise<Map<string, Uint8Array>> {
	return unzipShard(await fetchFile(fetchBytes, reference, signal), reference);
}

function unzipShard(bytes: Uint8Array, reference: ShardReference): Map<string, Uint8Array> {
	let files: Record<string, Uint8Array>;
	try {
		files = unzipSync(bytes);
	} catch (error) {
		throw new Error(`${reference.file} is not a zip file: ${(error as Error).message}`, {
			cause: error
		});
	}
	const images = new Map<string, Uint8Array>();
	for (const [name, png] of Object.entries(files)) images.set(name.replace(/\.png$/, ''), png);
	if (images.size !== reference.count) {
		throw new Error(
			`${reference.file} holds ${images.size} images, its manifest says ${reference.count}.`
		);
	}
	return images;
}
