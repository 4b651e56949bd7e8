import { GRADE_COUNT } from '../../../src/lib/core/labels/grades.ts';
import { cohenKappa } from '../../../src/lib/core/metrics/metrics.ts';
import { confusionMatrix } from '../../../src/lib/core/metrics/confusion.ts';
import { Random } from '../../../src/lib/core/statistics/random.ts';
import { isCommon, LEAST_KNEES } from '../../../src/lib/core/slices/slice-contrast.ts';
import { compareSlice } from '../../../src/lib/core/slices/slices.ts';
import {
	contrastsOf,
	type ContrastName
} from '../../../src/lib/runtime/compute/slice-comparison.ts';
import type { UncertainMetric } from '../../../src/lib/runtime/compute/uncertainty.ts';
import { drawStudy, type HardKnees, type SimulatedStudy } from '../population.ts';
import { coverage, coverageOf } from '../readings.ts';
import type { Scenario, SimulatedCase, Tally } from '../scenario.ts';

const MANY_SUBJECTS = 300_000;

const COMPARED: readonly [ContrastName, UncertainMetric, string][] = [
	['rest', 'accuracy', 'accuracy, all the rest'],
	['rest', 'balancedAccuracy', 'balanced accuracy, all the rest'],
	['rest', 'quadraticWeightedKappa', 'kappa, all the rest'],
	['rest', 'meanAbsoluteError', 'mean error, all the rest'],
	['grades', 'accuracy', 'accuracy, grade for grade'],
	['grades', 'balancedAccuracy', 'balanced accuracy, grade for grade'],
	['grades', 'meanAbsoluteError', 'mean error, grade for grade']
];

/** What is true of one side: the hard knees, or the others. */
interface Side {
	accuracy: number;
	error: number;
	kappa: number;
	/** `[5]` of each grade. */
	recalls: number[];
	errors: number[];
}

function sideOf({ truth, predicted, hard }: SimulatedStudy, side: 0 | 1): Side {
	const knees = [...truth.keys()].filter((i) => hard[i] === side);
	const confusion = confusionMatrix(
		knees.map((i) => truth[i]),
		knees.map((i) => predicted[0][i]),
		GRADE_COUNT
	);
	const mean = (of: readonly number[], value: (i: number) => number) =>
		of.reduce((sum, i) => sum + value(i), 0) / of.length;
	const right = (i: number) => Number(predicted[0][i] === truth[i]);
	const error = (i: number) => Math.abs(predicted[0][i] - truth[i]);
	const ofGrades = Array.from({ length: GRADE_COUNT }, (_, grade) =>
		knees.filter((i) => truth[i] === grade)
	);
	return {
		accuracy: mean(knees, right),
		error: mean(knees, error),
		kappa: cohenKappa(confusion, 'quadratic')!,
		recalls: ofGrades.map((of) => mean(of, right)),
		errors: ofGrades.map((of) => mean(of, error))
	};
}

/** What a study's interval should hold: the true values, joined as the study joins grades. */
function truthFor(
	{ truth, hard }: SimulatedStudy,
	[rest, inside]: readonly [Side, Side],
	contrast: ContrastName,
	metric: UncertainMetric
): number {
	const counts = [0, 1].map((side) =>
		Array.from(
			{ length: GRADE_COUNT },
			(_, grade) => truth.filter((of, i) => of === grade && hard[i] === side).length
		)
	);
	const joined = (values: readonly number[], weights: readonly number[]) => {
		const all = weights.reduce((sum, weight) => sum + weight, 0);
		return values.reduce((sum, value, grade) => sum + (value * weights[grade]) / all, 0);
	};
	if (contrast === 'grades') {
		const weights = counts[1].map((count, grade) => {
			if (!isCommon(count, counts[0][grade])) return 0;
			return metric === 'balancedAccuracy' ? 1 : count;
		});
		const values = metric === 'meanAbsoluteError' ? 'errors' : 'recalls';
		return joined(inside[values], weights) - joined(rest[values], weights);
	}
	switch (metric) {
		case 'accuracy':
			return inside.accuracy - rest.accuracy;
		case 'meanAbsoluteError':
			return inside.error - rest.error;
		case 'quadraticWeightedKappa':
			return inside.kappa - rest.kappa;
		case 'balancedAccuracy': {
			const present = counts.map((side) => side.map((count) => Number(count > 0)));
			return joined(inside.recalls, present[1]) - joined(rest.recalls, present[0]);
		}
	}
}

function drawn(subjects: number, studies: number, hard: HardKnees, words: string): SimulatedCase {
	let sides: [Side, Side] | null = null;
	return {
		name: `${subjects} subjects, ${100 * hard.share} % ${words}`,
		studies,
		run(random) {
			if (!sides) {
				const share = Math.max(hard.share, 0.2);
				const many = drawStudy(Random.fromSeed(2), {
					subjects: MANY_SUBJECTS,
					models: 1,
					hard: { ...hard, share }
				});
				sides = [sideOf(many, 0), sideOf(many, 1)];
			}
			return judge(drawStudy(random, { subjects, models: 1, hard }), sides);
		}
	};
}

function judge(study: SimulatedStudy, sides: readonly [Side, Side]): Tally {
	const { truth, predicted, hard, subjects } = study;
	const knees = [...hard.keys()].filter((i) => hard[i] === 1);
	if (knees.length < LEAST_KNEES) return {};
	const tally: Tally = {};
	for (const [contrast, metric, row] of COMPARED) {
		const contrasts = contrastsOf({
			truth,
			predicted: [...predicted[0]],
			subjects: subjects.map(String),
			classCount: GRADE_COUNT,
			metric,
			contrast
		});
		const slice = { name: 'hard', knees };
		const { interval, difference } = compareSlice(subjects, slice, contrasts, { mostDraws: 1 });
		if (difference === null) continue;
		tally[row] = coverageOf(interval, truthFor(study, sides, contrast, metric));
	}
	return tally;
}

export const title = 'Intervals of the differences of slices';

export const about = `One random slice per study: of subjects, or of single knees, which are as easy to read as others or
harder (errors 1.8 times as large). The true values are computed from ${MANY_SUBJECTS.toLocaleString('en-US')} subjects and
combined over the grades that the study can compare.`;

const ALIKE = { errors: 1, by: 'subjects' } as const;
const HARDER = { errors: 1.8, by: 'subjects' } as const;

export const cases: Scenario['cases'] = [
	drawn(100, 1000, { ...ALIKE, share: 0.1 }, 'of subjects'),
	drawn(100, 1000, { ...HARDER, share: 0.1 }, 'of subjects, harder'),
	drawn(100, 1000, { ...HARDER, share: 0.3, by: 'knees' }, 'of knees, harder'),
	drawn(500, 500, { ...ALIKE, share: 0.03 }, 'of subjects'),
	drawn(500, 500, { ...HARDER, share: 0.15 }, 'of subjects, harder'),
	drawn(500, 500, { ...HARDER, share: 0.5, by: 'knees' }, 'of knees, harder')
];

export const reading: Scenario['reading'] = () => coverage;
