import type { KneeRecord } from '#lib/core/records/test-set.ts';
import { decodeKneePng } from '#lib/data/images/grey-png.ts';
import { sha256 } from './sha256.ts';

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
