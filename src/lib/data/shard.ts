import { unzipSync, zipSync } from 'fflate';
import type { KneeRecord, ShardReference } from '#lib/core/test-set.ts';
import { checkFile, fetchFile, type FetchBytes } from './file-reference.ts';
import { decodeKneePng } from './grey-png.ts';
import { sha256 } from './sha256.ts';

/** The first instant a zip file can state; the same images always give the same bytes. */
const zipEpoch = '1980-01-01T00:00:00';

/** A stored zip of PNG files named `<id>.png`, in the order given. */
export function writeShard(images: Iterable<{ id: string; png: Uint8Array }>): Uint8Array {
	const files: Record<string, Uint8Array> = {};
	for (const { id, png } of images) files[`${id}.png`] = png;
	return zipSync(files, { level: 0, mtime: zipEpoch, os: 3 });
}

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

/**
 * The grey pixels of a knee, `[224, 224]`, checked against its record.
 * @throws Error when the shard lacks the knee or its pixels are others than recorded.
 */
export async function readKnee(
	images: ReadonlyMap<string, Uint8Array>,
	knee: KneeRecord,
	shardFile: string
): Promise<Uint8Array> {
	const png = images.get(knee.id);
	if (!png) throw new Error(`${shardFile} holds no image ${knee.id}.png.`);
	const pixels = decodeKneePng(png, `${shardFile}/${knee.id}.png`);
	if ((await sha256(pixels)) !== knee.sha256) {
		throw new Error(`${shardFile}/${knee.id}.png does not show the pixels that were recorded.`);
	}
	return pixels;
}
