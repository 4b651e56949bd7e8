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
	const known = new Uint32Array(grades.length);
	const packed = new Float64Array(scores.length);
	let count = 0;
	for (let row = 0; row < grades.length; row++) {
		let sum = 0;
		for (let grade = 0; grade < GRADE_COUNT; grade++) {
			const score = scores[row * GRADE_COUNT + grade];
			packed[count * GRADE_COUNT + grade] = score;
			sum += score;
		}
		if (sum > 0) known[count++] = row;
	}
	const decided = decide(rule, packed.subarray(0, count * GRADE_COUNT));
	for (let i = 0; i < count; i++) grades[known[i]] = decided[i];
	return grades;
}

/** The preset that the costs are; null for others. */
export function costSchemeOf(costs: CostMatrix): CostScheme | null {
	const written = (matrix: CostMatrix) => matrix.map((row) => row.join()).join();
	return COST_SCHEMES.find((scheme) => written(costMatrix(scheme)) === written(costs)) ?? null;
}

function total(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}
