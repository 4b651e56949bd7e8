import { drawDisease } from '#lib/phantom/sample/disease.ts';
import { Frame } from '#lib/phantom/render/frame.ts';
import { drawImaging, expose } from '#lib/phantom/render/imaging.ts';
import {
	jointSpaceBox,
	jointSpaceMask,
	lesionMask,
	locateOsteophytes
} from '#lib/phantom/render/masks.ts';
import { RandomStream } from '#lib/phantom/sample/random.ts';
import { GENERATOR_VERSION } from '#lib/phantom/sample/series.ts';
import { buildScene } from '#lib/phantom/render/scene.ts';
import type { Phantom, PhantomKnee } from './truth.ts';

export { GENERATOR_VERSION, samplePhantoms } from '#lib/phantom/sample/series.ts';
export type { Box, Phantom, PhantomKnee, PhantomTruth } from './truth.ts';

/**
 * Draws a synthetic PA knee radiograph, 224 x 224 8-bit grey, with its truth. Bit-identical wherever it runs: the
 * arithmetic is IEEE + - * / and sqrt alone. Right knees show the fibula on the left of the image, left knees on the right.
 * @throws RangeError when the knee was sampled by another version of the generator
 */
export function drawPhantom(knee: PhantomKnee): Phantom {
	const { subject, side, seed } = knee;
	const disease = drawDisease(seed)[side];
	if (knee.generator !== GENERATOR_VERSION || disease.grade !== knee.grade) {
		throw new RangeError(
			`Knee ${subject}${side} was sampled by phantom generator ${knee.generator}; this is version ` +
				`${GENERATOR_VERSION} and would draw another knee. Sample the test set again.`
		);
	}
	const stream = (name: string) => new RandomStream(seed, name);
	const sharedImaging = stream('imaging');
	const ownImaging = stream(`imaging ${side}`);
	const frame = Frame.random(side, sharedImaging, ownImaging);
	const scene = buildScene(frame, disease, {
		shared: stream('anatomy'),
		own: stream(`anatomy ${side}`),
		grain: stream(`trabeculae ${side}`)
	});
	const imaging = drawImaging(sharedImaging, ownImaging);
	const osteophytes = locateOsteophytes(scene.spurs, frame);
	return {
		pixels: expose(scene.attenuation, imaging, stream(`film ${side}`)),
		lesionMask: lesionMask(scene.surfaces, osteophytes, disease, frame),
		jointSpaceMask: jointSpaceMask(scene.surfaces, frame),
		truth: {
			grade: disease.grade,
			secondReaderGrade: disease.secondReaderGrade,
			jointSpaceMm: disease.jointSpaceMm,
			narrowing: disease.narrowing,
			osteophytes,
			sclerosis: disease.sclerosis,
			attritionMm: disease.attritionMm,
			jointSpace: {
				medial: jointSpaceBox(scene.surfaces, 'medial', frame),
				lateral: jointSpaceBox(scene.surfaces, 'lateral', frame)
			},
			millimetresPerPixel: frame.millimetresPerPixel,
			negative: imaging.negative
		}
	};
}
