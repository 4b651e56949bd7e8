import type { Side } from '#lib/core/records/test-set.ts';
import { RandomStream } from '#lib/phantom/random.ts';
import type { PhantomSpec } from '#lib/phantom/spec.ts';
import { sampleAnatomy } from './anatomy.ts';
import { sampleDisease } from './disease.ts';
import { sampleImaging } from './imaging.ts';
import { sampleView } from './view.ts';

/**
 * Everything that decides one knee of a subject, as plain JSON: its signs of disease, what two readers call them, its
 * anatomy, where it lies in the image and how it was exposed. Disease, anatomy and imaging come of streams of their own.
 *
 * @param seed unsigned 32-bit integer of the subject
 */
export function samplePhantom(seed: number, side: Side): PhantomSpec {
	const stream = (name: string) => new RandomStream(seed, name);
	const { grade, secondReaderGrade, ...signs } = sampleDisease(seed)[side];
	const { healthyMm, narrowing, osteophyteMm, sclerosis, attritionMm } = signs;
	const imaging = [stream('imaging'), stream(`imaging ${side}`)] as const;
	return {
		side,
		seed,
		disease: { healthyMm, narrowing, osteophyteMm, sclerosis, attritionMm },
		readings: { first: grade, second: secondReaderGrade },
		anatomy: sampleAnatomy(stream('anatomy'), stream(`anatomy ${side}`)),
		view: sampleView(...imaging),
		imaging: sampleImaging(...imaging)
	};
}
