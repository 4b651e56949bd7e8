import { jointSpaceMm } from '#lib/phantom/joint-space.ts';
import { RandomStream } from '#lib/phantom/random.ts';
import type { PhantomSpec } from '#lib/phantom/spec.ts';
import type { Phantom } from '#lib/phantom/truth.ts';
import { expose } from './expose.ts';
import { Frame } from './frame.ts';
import { jointSpaceBox, jointSpaceMask, lesionMask, locateOsteophytes } from './masks.ts';
import { buildScene } from './scene.ts';

/**
 * Renders the film of a phantom, 224 x 224 8-bit grey, with its truth. Bit-identical wherever it runs: the arithmetic is
 * IEEE + - * / and sqrt alone. Right knees show the fibula on the left of the image, left knees on the right.
 *
 * @throws Error where no bones can be aligned to the joint-space widths
 */
export function renderPhantom(spec: PhantomSpec): Phantom {
	const { side, seed, disease, readings, imaging } = spec;
	const stream = (name: string) => new RandomStream(seed, `${name} ${side}`);
	const frame = new Frame(side, spec.view);
	const scene = buildScene(frame, disease, spec.anatomy, stream('trabeculae'));
	const osteophytes = locateOsteophytes(scene.spurs, frame);
	return {
		pixels: expose(scene.attenuation, imaging, stream('film')),
		lesionMask: lesionMask(scene.surfaces, osteophytes, disease, frame),
		jointSpaceMask: jointSpaceMask(scene.surfaces, frame),
		truth: {
			grade: readings.first,
			secondReaderGrade: readings.second,
			jointSpaceMm: jointSpaceMm(disease),
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
