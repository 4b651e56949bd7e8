import { renderPhantom } from './render/render-phantom.ts';
import { samplePhantom } from './sample/sample-phantom.ts';
import { GENERATOR_VERSION } from './sample/series.ts';
import type { Phantom, PhantomKnee } from './truth.ts';

/**
 * Draws a sampled knee: a synthetic PA radiograph with its truth, the same bits every time.
 *
 * @throws RangeError when the knee was sampled by another version of the generator
 */
export function drawPhantom({ subject, side, seed, grade, generator }: PhantomKnee): Phantom {
	const spec = samplePhantom(seed, side);
	if (generator !== GENERATOR_VERSION || spec.readings.first !== grade) {
		throw new RangeError(
			`Knee ${subject}${side} was sampled by phantom generator ${generator}; this is version ` +
				`${GENERATOR_VERSION} and would draw another knee. Sample the test set again.`
		);
	}
	return renderPhantom(spec);
}
