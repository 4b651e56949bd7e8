import type { FileReference } from '#lib/core/records/test-set.ts';
import { sha256 } from './sha256.ts';

/** A file whose bytes are not those its reference promises. */
export class FileMismatchError extends Error {
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

/** The reference of a file as it lies there. */
export async function describeFile(file: string, bytes: Uint8Array): Promise<FileReference> {
	return { file, bytes: bytes.length, sha256: await sha256(bytes) };
}
