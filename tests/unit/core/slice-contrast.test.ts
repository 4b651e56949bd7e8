import { describe, expect, it } from 'vitest';
import { argmaxRows } from '#lib/core/predictions.ts';
import { gradeForGrade, LEAST_OF_GRADE, withTheRest } from '#lib/core/slice-contrast.ts';
import { compareSlices } from '#lib/core/slices.ts';
import { onceEach, weightedMean } from '#lib/core/weighted-statistic.ts';
import { explorationReferences } from './exploration-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { subjects, truth, parts, slices } = explorationReferences;
const predicted = argmaxRows(fromParts(parts[0]));
const right = truth.map((grade, i) => (predicted[i] === grade ? 1 : 0));
const errors = truth.map((grade, i) => Math.abs(predicted[i] - grade));

/** `times` knees a grade, slice first: the slice's values, then the rest's. */
function twoGrades(times: readonly [number, number, number, number]) {
	const [slice0, slice1, rest0, rest1] = times;
	const spread = <Value>(...values: Value[]) =>
		values.flatMap((value, i) => new Array<Value>([slice0, slice1, rest0, rest1][i]).fill(value));
	return {
		truth: spread(0, 1, 0, 1),
		inSlice: Uint8Array.from(spread(1, 1, 0, 0)),
		values: spread(0.9, 0.5, 0.8, 0.6)
	};
}

describe('gradeForGrade', () => {
	it('equals a standardisation in numpy, and its bootstrap within Monte-Carlo error', () => {
		const cases = {
			recall: gradeForGrade(right, truth, 'alike'),
			error: gradeForGrade(errors, truth, 'as-in-slice')
		};
		for (const name of ['recall', 'error'] as const) {
			compareSlices(subjects, slices, cases[name]).forEach((found, s) => {
				const expected = explorationReferences.gradeForGrade[s][name];
				expectClose(found.inside, expected.inside, 1e-14, `${name} inside`);
				expectClose(found.rest, expected.rest, 1e-14, `${name} rest`);
				const { mean, monteCarloSd } = expected;
				expectClose(found.interval!.lower, mean[0], 4.5 * monteCarloSd[0], `${name} lower`);
				expectClose(found.interval!.upper, mean[1], 4.5 * monteCarloSd[1], `${name} upper`);
			});
		}
	});

	it('gives the rest the grades of the slice', () => {
		const { truth, inSlice, values } = twoGrades([30, 10, 10, 90]);
		const { inside, rest } = gradeForGrade(values, truth, 'as-in-slice')(inSlice);
		const once = onceEach(truth.length);
		expect(inside(once)).toBeCloseTo(0.75 * 0.9 + 0.25 * 0.5, 12);
		expect(rest(once)).toBeCloseTo(0.75 * 0.8 + 0.25 * 0.6, 12);
		const alike = gradeForGrade(values, truth, 'alike')(inSlice);
		expect(alike.inside(once)).toBeCloseTo(0.7, 12);
		expect(alike.rest(once)).toBeCloseTo(0.7, 12);
	});

	it('sees no difference where only the grades differ, which a plain comparison does', () => {
		const grades = [...new Array<number>(40).fill(0), ...new Array<number>(40).fill(1)];
		const slice = Uint8Array.from(grades, (grade, i) => ((i % 4 === 0) === (grade === 0) ? 1 : 0));
		const values = grades.map((grade) => (grade === 0 ? 0.9 : 0.5));
		const once = onceEach(80);
		const fair = gradeForGrade(values, grades, 'as-in-slice')(slice);
		expect(fair.inside(once)! - fair.rest(once)!).toBeCloseTo(0, 12);
		const plain = withTheRest(weightedMean(values))(slice);
		expect(plain.inside(once)! - plain.rest(once)!).toBeLessThan(-0.1);
	});

	it('leaves grades out that have too few on a side, and knows nothing without any other', () => {
		const few = twoGrades([30, LEAST_OF_GRADE - 1, 30, 30]);
		const one = gradeForGrade(few.values, few.truth, 'alike')(few.inSlice);
		expect(one.inside(onceEach(few.truth.length))).toBeCloseTo(0.9, 12);
		const apart = twoGrades([30, 0, 0, 30]);
		const none = gradeForGrade(apart.values, apart.truth, 'alike')(apart.inSlice);
		expect(none.inside(onceEach(60))).toBeNull();
		expect(none.rest(onceEach(60))).toBeNull();
	});
});
