import type { SplitName } from '../../src/lib/core/records/test-set.ts';
import { drawPhantom } from '../../src/lib/phantom/phantom.ts';
import { GENERATOR_VERSION, samplePhantoms } from '../../src/lib/phantom/sample/series.ts';
import type { PhantomKnee } from '../../src/lib/phantom/truth.ts';
import type { PackKnee, PackSource } from './pack.ts';

/** Shares of grades 0-4 in the real test set, with grade 4 raised from 3.1 % to 4.2 %. */
const prevalence = [0.382, 0.177, 0.267, 0.132, 0.042];

const series: { split: SplitName; count: number; firstSubject: number; seedOffset: number }[] = [
	{ split: 'train', count: 6000, firstSubject: 1_000_001, seedOffset: 0 },
	{ split: 'val', count: 400, firstSubject: 2_000_001, seedOffset: 1 },
	{ split: 'test', count: 1000, firstSubject: 3_000_001, seedOffset: 2 }
];

/** Drawn knees: val and test are packed, train is counted and can be written as image folders. */
export function phantomSource(seed: number): PackSource {
	return {
		name: 'Synthetic knees, series A',
		synthetic: true,
		description:
			'Drawn knee radiographs (phantoms) with known disease, no image of a person. Grades have about the prevalence of the real test set, but grade 4 is raised to 4 %, so that at least 40 test knees have it. Both knees of a subject are in the same split.',
		generator: { version: String(GENERATOR_VERSION), seed },
		splits: series.map(({ split, count, firstSubject, seedOffset }) => ({
			split,
			packed: split !== 'train',
			knees: samplePhantoms({ seed: seed + seedOffset, count, prevalence, firstSubject }).map(
				(phantom) => toPackKnee(phantom, split !== 'train')
			)
		}))
	};
}

function toPackKnee(phantom: PhantomKnee, packed: boolean): PackKnee {
	const { subject, side, grade } = phantom;
	const draw = async () => {
		const { pixels, truth } = drawPhantom(phantom);
		const { grade: label, ...signs } = truth;
		if (label !== grade) throw new Error(`Phantom ${subject}${side} changed its grade.`);
		return { pixels, truth: { ...rounded(signs), phantom } };
	};
	let drawn: ReturnType<typeof draw> | null = null;
	return {
		id: `${subject}${side}`,
		subject,
		side,
		grade,
		read: () => (packed ? (drawn ??= draw()) : draw())
	};
}

/** All numbers to four decimals, far below what a pixel can show. */
function rounded<Value>(value: Value): Value {
	return JSON.parse(
		JSON.stringify(value, (_, part: unknown) =>
			typeof part === 'number' ? Math.round(part * 1e4) / 1e4 : part
		)
	) as Value;
}
