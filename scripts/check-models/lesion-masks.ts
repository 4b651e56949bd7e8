import { widenMask, type LesionMask } from '../../src/lib/core/explain/lesion-hit.ts';
import type { KneeRecord, KneeTruth } from '../../src/lib/core/records/test-set.ts';
import { imageSize } from '../../src/lib/data/images/grey-png.ts';
import { sha256 } from '../../src/lib/data/files/sha256.ts';
import { drawPhantom } from '../../src/lib/phantom/phantom.ts';
import type { PhantomKnee } from '../../src/lib/phantom/truth.ts';

/**
 * The lesions of phantoms, by id, drawn again from what the test set keeps of them.
 * @throws Error where the generator does not draw the very image of the set
 */
export async function lesionMasks(
	knees: readonly KneeRecord[],
	truths: ReadonlyMap<string, KneeTruth>,
	widenedBy: number
): Promise<Map<string, LesionMask>> {
	const masks = new Map<string, LesionMask>();
	for (const { id, sha256: expected } of knees) {
		const { pixels, lesionMask } = drawPhantom(truths.get(id)!.phantom as PhantomKnee);
		if ((await sha256(pixels)) !== expected) {
			throw new Error(`${id}: the generator draws another image than the test set holds.`);
		}
		masks.set(id, { mask: lesionMask, widened: widenMask(lesionMask, imageSize, widenedBy) });
	}
	return masks;
}
