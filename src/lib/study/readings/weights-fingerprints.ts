import { modelFingerprint } from '#lib/data/models/load-models.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** SHA-256 over the files of each network's weights, in the order of the networks. */
export function weightsFingerprints({ results }: Study): Promise<string[]> {
	return Promise.all(results.map(({ card }) => modelFingerprint(card)));
}
