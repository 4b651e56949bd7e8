import { GRADE_COUNT } from '../../../src/lib/core/labels/grades.ts';
import { LEAST_KNEES } from '../../../src/lib/core/slices/slice-contrast.ts';
import { adjustSlices, compareSlice } from '../../../src/lib/core/slices/slices.ts';
import type { Random } from '../../../src/lib/core/statistics/random.ts';
import {
	contrastsOf,
	type ContrastName
} from '../../../src/lib/runtime/compute/slice-comparison.ts';
import type { UncertainMetric } from '../../../src/lib/runtime/compute/uncertainty.ts';
import { slicesByLot } from '../lot-slices.ts';
import { drawStudy } from '../population.ts';
import { falseFindings, shareOf } from '../readings.ts';
import { addTally, type Scenario, type SimulatedCase, type Tally } from '../scenario.ts';

const LEVEL = 0.05;
/** Exchanges drawn at most for a slice; the level does not depend on how many they are. */
const MOST_DRAWS = 2000;
const SINGLE = ', single slices';

/** What slices can be compared by on the page, and against what. */
const COMPARED: readonly [ContrastName, UncertainMetric, string][] = [
	['rest', 'accuracy', 'accuracy, all the rest'],
	['rest', 'balancedAccuracy', 'balanced accuracy, all the rest'],
	['rest', 'quadraticWeightedKappa', 'kappa, all the rest'],
	['rest', 'meanAbsoluteError', 'mean error, all the rest'],
	['grades', 'accuracy', 'accuracy, grade for grade'],
	['grades', 'balancedAccuracy', 'balanced accuracy, grade for grade'],
	['grades', 'meanAbsoluteError', 'mean error, grade for grade']
];
/** Of many knees, which take long. */
const SOME_COMPARED = [COMPARED[0], COMPARED[1], COMPARED[2], COMPARED[5]];

interface Judged {
	kneesAlike?: boolean;
	compared?: typeof COMPARED;
}

/** Findings among slices in which there is nothing to find. */
function judge(
	random: Random,
	subjects: number,
	{ kneesAlike = false, compared = COMPARED }: Judged
): Tally {
	const study = drawStudy(random, { subjects, models: 1, kneesAlike });
	const byLot = slicesByLot(random, study.subjects);
	const byGrade = slicesByLot(random, study.subjects, (knee) => 0.4 + 0.4 * study.truth[knee]);
	const tally: Tally = {};
	for (const [contrast, metric, row] of compared) {
		addTally(tally, findingsOf(study, byLot, contrast, metric, row));
		if (contrast === 'grades' && metric === 'balancedAccuracy') {
			addTally(
				tally,
				findingsOf(study, byGrade, contrast, metric, `${row}, likelier in high grades`)
			);
		}
	}
	return tally;
}

function findingsOf(
	{ truth, predicted, subjects }: ReturnType<typeof drawStudy>,
	slices: ReturnType<typeof slicesByLot>,
	contrast: ContrastName,
	metric: UncertainMetric,
	row: string
): Tally {
	const question = {
		truth,
		predicted: [...predicted[0]],
		subjects: subjects.map(String),
		classCount: GRADE_COUNT,
		metric,
		contrast
	};
	const contrasts = contrastsOf(question);
	const tested = slices.filter(
		({ knees }) => Math.min(knees.length, truth.length - knees.length) >= LEAST_KNEES
	);
	const results = tested.map((slice) =>
		compareSlice(subjects, slice, (inSlice) => ({ ...contrasts(inSlice), interval: () => null }), {
			mostDraws: MOST_DRAWS
		})
	);
	const compared = adjustSlices(results).filter(({ p }) => p !== null);
	const isFound = compared.some(({ adjusted }) => adjusted! <= LEVEL);
	const low = compared.filter(({ p }) => p! <= LEVEL).length;
	return {
		[row]: { [isFound ? 'found' : 'none']: 1 },
		[`${row}${SINGLE}`]: { low, high: compared.length - low }
	};
}

function drawn(subjects: number, studies: number, judged: Judged = {}): SimulatedCase {
	return {
		name: `${subjects} subjects${judged.kneesAlike ? ', alike' : ''}`,
		studies,
		run: (random) => judge(random, subjects, judged)
	};
}

export const title = 'Findings among slices where there is nothing to find';

export const about = `25 random slices per study: 12 of single knees, 12 of whole subjects, of 1 to 50 % of the knees, and
one with one knee of each subject. "Likelier in high grades": severe knees are drawn more often, so that only in a comparison grade for grade is
there nothing to find. Any finding is false. Slices with fewer than ${LEAST_KNEES} knees on a side are not tested, as on the
page.`;

export const cases: Scenario['cases'] = [
	drawn(100, 2000),
	drawn(500, 2000, { compared: SOME_COMPARED }),
	drawn(100, 2000, { kneesAlike: true, compared: SOME_COMPARED })
];

export const reading: Scenario['reading'] = (row) =>
	row.endsWith(SINGLE)
		? shareOf('low', 'Single slices: share of all tests with p at most .05.')
		: falseFindings;
