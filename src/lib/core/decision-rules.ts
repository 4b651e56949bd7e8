import { GRADE_COUNT } from './grades.ts';
import { argmaxRows, rowCount } from './predictions.ts';
import { requireCosts, requirePriors, type CostMatrix } from './expected-cost.ts';

/** So that a half stays one when adding shares has rounded it down. */
const ROUNDING = 1e-9;

/** How a grade is made of scores. */
export type DecisionRule =
	| { kind: 'argmax' }
	/** Shares of the grades, each list summing to 1, where the network was trained and where it is used. */
	| { kind: 'prior-adjusted'; training: readonly number[]; target: readonly number[] }
	| { kind: 'minimum-cost'; costs: CostMatrix }
	| { kind: 'expected-grade' };

/**
 * Grades by a rule.
 *
 * - `argmax`: the highest score.
 * - `prior-adjusted`: the highest of {@link priorAdjusted}.
 * - `minimum-cost`: the grade with the lowest {@link expectedCosts}.
 * - `expected-grade`: {@link expectedGrades} rounded, a half going up to the severer grade.
 *
 * In the first three the lowest grade wins a tie. Scores of a row need not sum to 1.
 *
 * @param scores row-major `[knees, classCount]`, 0 or more
 * @returns `[knees]`
 * @throws RangeError when scores are not whole rows of numbers of 0 or more with a sum above 0, or the rule's
 * own numbers are invalid
 */
export function decide(
	rule: DecisionRule,
	scores: ArrayLike<number>,
	classCount: number = GRADE_COUNT
): Uint8Array<ArrayBuffer> {
	switch (rule.kind) {
		case 'argmax':
			return argmaxRows(scores, classCount);
		case 'prior-adjusted':
			return argmaxRows(priorAdjusted(scores, rule.training, rule.target, classCount), classCount);
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
 * Probabilities for a place where the grades have other shares than in training: multiplied by `target /
 * training` of the grade, then each row divided by its sum (Saerens, Latinne & Decaestecker, Neural Comput
 * 2002;14:21-41). Right only as far as the scores are calibrated for the training shares.
 *
 * @param scores row-major `[knees, grades]`
 * @param training share of each grade that the network has learned from (1 / 5 each with balanced class
 * weights); above 0 where the target is
 * @param target share of each grade where it is used
 * @returns row-major `[knees, grades]`, each row sums to 1
 * @throws RangeError when shares are no shares, a grade that occurs was never trained, or a row leaves nothing
 */
export function priorAdjusted(
	scores: ArrayLike<number>,
	training: readonly number[],
	target: readonly number[],
	grades: number = GRADE_COUNT
): Float64Array<ArrayBuffer> {
	requirePriors(target, grades);
	requirePriors(training, grades);
	const factors = target.map((share, grade) => {
		if (share > 0 && training[grade] === 0) {
			throw new RangeError(
				`Grade ${grade} has a share of ${share} but none in training: its scores cannot be adjusted.`
			);
		}
		return share === 0 ? 0 : share / training[grade];
	});
	return sharesOf(
		Float64Array.from(scores, (score, i) => score * factors[i % grades]),
		grades
	);
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
	grades: number = GRADE_COUNT
): Float64Array<ArrayBuffer> {
	requireCosts(costs, grades);
	const shares = sharesOf(scores, grades);
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
	classCount: number = GRADE_COUNT
): Float64Array<ArrayBuffer> {
	const shares = sharesOf(scores, classCount);
	return Float64Array.from({ length: shares.length / classCount }, (_, row) => {
		let sum = 0;
		for (let c = 1; c < classCount; c++) sum += c * shares[row * classCount + c];
		return sum;
	});
}

function sharesOf(scores: ArrayLike<number>, classCount: number): Float64Array<ArrayBuffer> {
	const shares = new Float64Array(rowCount(scores, classCount) * classCount);
	for (let start = 0; start < shares.length; start += classCount) {
		let sum = 0;
		for (let c = 0; c < classCount; c++) {
			const score = scores[start + c];
			sum += score >= 0 ? score : NaN;
		}
		if (!(sum > 0 && sum < Infinity)) {
			throw new RangeError(
				`The scores of knee ${start / classCount} are no shares: they must be numbers of 0 or more, not all 0.`
			);
		}
		for (let c = 0; c < classCount; c++) shares[start + c] = scores[start + c] / sum;
	}
	return shares;
}
