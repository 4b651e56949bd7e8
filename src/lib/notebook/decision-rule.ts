import { decide, type DecisionRule } from '#lib/core/decision-rules.ts';
import { costMatrix, type CostMatrix, type CostScheme } from '#lib/core/expected-cost.ts';
import { GRADE_COUNT } from '#lib/core/grades.ts';

/** The rule that is chosen for the whole page. */
export type ChosenRule =
	| { kind: 'argmax' }
	/** Shares of the grades where the networks are used: those of the knees shown, equal ones, or typed parts. */
	| { kind: 'prior-adjusted'; target: 'shown' | 'equal' | readonly number[] }
	/** `costs[true][decided]`, 0 or more. */
	| { kind: 'minimum-cost'; costs: CostMatrix }
	| { kind: 'expected-grade' };

export const COST_SCHEMES: readonly CostScheme[] = ['zero-one', 'linear', 'quadratic'];

/** The networks were trained to give probabilities for equally frequent grades (`training/loss.py`). */
export const TRAINING_SHARES: readonly number[] = new Array<number>(GRADE_COUNT).fill(
	1 / GRADE_COUNT
);

/** In place of a share of 0, so that a knee of which nothing else is left keeps a grade. */
const SMALLEST_SHARE = 1e-12;

/** Shares that the rule reckons with, each above 0 and together 1. */
export function targetShares(
	target: 'shown' | 'equal' | readonly number[],
	shown: readonly number[]
): readonly number[] {
	if (target === 'equal') return TRAINING_SHARES;
	const parts = target === 'shown' ? shown : target;
	const all = total(parts);
	if (all === 0) return TRAINING_SHARES;
	const shares = parts.map((part) => Math.max(part / all, SMALLEST_SHARE));
	return shares.map((share) => share / total(shares));
}

/**
 * The chosen rule with the numbers it needs.
 *
 * @param shown knees of each grade in the evaluated split
 */
export function decisionRule(chosen: ChosenRule, shown: readonly number[]): DecisionRule {
	if (chosen.kind !== 'prior-adjusted') return chosen;
	return {
		kind: 'prior-adjusted',
		training: TRAINING_SHARES,
		target: targetShares(chosen.target, shown)
	};
}

/**
 * Grades by a rule.
 *
 * @param scores row-major `[knees, 5]`, NaN where unknown
 * @returns `[knees]` grades, -1 where the scores are unknown or all 0
 */
export function gradesBy(rule: DecisionRule, scores: Float64Array): Int8Array<ArrayBuffer> {
	const grades = new Int8Array(scores.length / GRADE_COUNT).fill(-1);
	const known = [...grades.keys()].filter((row) => total(scoresOf(scores, row)) > 0);
	const packed = new Float64Array(known.length * GRADE_COUNT);
	known.forEach((row, i) => packed.set(scoresOf(scores, row), i * GRADE_COUNT));
	decide(rule, packed).forEach((grade, i) => (grades[known[i]] = grade));
	return grades;
}

/** The preset that the costs are; null for others. */
export function costSchemeOf(costs: CostMatrix): CostScheme | null {
	const written = (matrix: CostMatrix) => matrix.map((row) => row.join()).join();
	return COST_SCHEMES.find((scheme) => written(costMatrix(scheme)) === written(costs)) ?? null;
}

function scoresOf(scores: Float64Array, row: number): Float64Array {
	return scores.subarray(row * GRADE_COUNT, (row + 1) * GRADE_COUNT);
}

function total(values: readonly number[] | Float64Array): number {
	let sum = 0;
	for (const value of values) sum += value;
	return sum;
}
