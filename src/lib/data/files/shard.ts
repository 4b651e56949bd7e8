import { unzipSync } from 'fflate';
import type { ShardReference } from '#lib/core/records/test-set.ts';
import type { FileStore } from './file-store.ts';

/**
 * The PNG files of a shard by knee id; `reference.file` may be an absolute address.
 * @throws FileMismatchError for damaged bytes, Error for anything that is no zip of PNG files.
 */
export async function readShard(
	files: FileStore,
	reference: ShardReference,
	signal?: AbortSignal
): Promise<Map<string, Uint8Array>> {
	const bytes = await files.read(reference, signal);
	let unzipped: Record<string, Uint8Array>;
	try {
		unzipped = unzipSync(bytes);
	} catch (error) {
		throw new Error(`${reference.file} is not a zip file: ${(error as Error).message}`, {
			cause: error
		});
	}
	const images = new Map<string, Uint8Array>();
	for (const [name, png] of Object.entries(unzipped)) images.set(name.replace(/\.png$/, ''), png);
	if (images.size !== reference.count) {
		throw new Error(
			`${reference.file} holds ${images.size} images, its manifest says ${reference.count}.`
		);
	}
	return images;
}
