import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { requireCosts, type CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import { scoreShares } from '#lib/core/scores/score-shares.ts';

/** So that a half stays one when adding shares has rounded it down. */
const ROUNDING = 1e-9;

/** How a grade is made of scores. */
export type DecisionRule =
	{ kind: 'argmax' } | { kind: 'minimum-cost'; costs: CostMatrix } | { kind: 'expected-grade' };

/**
 * Grades by a rule.
 *
 * - `argmax`: the highest score.
 * - `minimum-cost`: the grade with the lowest {@link expectedCosts}.
 * - `expected-grade`: {@link expectedGrades} rounded, a half going up to the severer grade.
 *
 * In the first two the lowest grade wins a tie. Scores of a row need not sum to 1.
 *
 * @param scores row-major `[knees, classCount]`, 0 or more
 * @returns `[knees]`
 * @throws RangeError when scores are not whole rows of numbers of 0 or more with a sum above 0, or the rule's
 * own numbers are invalid
 */
export function decide(
	rule: DecisionRule,
	scores: ArrayLike<number>,
	classCount: number
): Uint8Array<ArrayBuffer> {
	switch (rule.kind) {
		case 'argmax':
			return argmaxRows(scores, classCount);
		case 'minimum-cost':
			return argmaxRows(
				expectedCosts(scores, rule.costs, classCount).map((cost) => -cost),
				classCount
			);
		case 'expected-grade':
			return Uint8Array.from(expectedGrades(scores, classCount), (grade) =>
				Math.floor(grade + 0.5 + ROUNDING)
			);
	}
}

/**
 * Expected cost of each decision for each knee, `sum over true grades of probability * costs[true][decision]`,
 * the scores of a row being divided by their sum.
 *
 * @param scores row-major `[knees, grades]`
 * @returns row-major `[knees, grades]`, in the unit of the costs
 */
export function expectedCosts(
	scores: ArrayLike<number>,
	costs: CostMatrix,
	grades: number
): Float64Array<ArrayBuffer> {
	requireCosts(costs, grades);
	const shares = scoreShares(scores, grades);
	const expected = new Float64Array(shares.length);
	for (let start = 0; start < shares.length; start += grades) {
		for (let decided = 0; decided < grades; decided++) {
			let sum = 0;
			for (let truth = 0; truth < grades; truth++) {
				sum += shares[start + truth] * costs[truth][decided];
			}
			expected[start + decided] = sum;
		}
	}
	return expected;
}

/** Mean grade of each knee, `sum of grade * probability`, the scores of a row being divided by their sum; `[knees]`. */
export function expectedGrades(
	scores: ArrayLike<number>,
	classCount: number
): Float64Array<ArrayBuffer> {
	const shares = scoreShares(scores, classCount);
	return Float64Array.from({ length: shares.length / classCount }, (_, row) => {
		let sum = 0;
		for (let c = 1; c < classCount; c++) sum += c * shares[row * classCount + c];
		return sum;
	});
}
