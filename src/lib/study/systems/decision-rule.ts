import type { ScoreTable } from '#lib/core/scores/score-table.ts';
import { decide, type DecisionRule } from '#lib/core/combine/decision-rules.ts';
import { costMatrix, type CostMatrix, type CostScheme } from '#lib/core/metrics/expected-cost.ts';
import { priorAdjusted } from '#lib/core/scores/prior-shift.ts';
import { sharesFrom, type GradeCounts, type ShareSource } from './grade-shares.ts';
import type { ShareBasis } from './share-basis.ts';

/** The rule that is chosen for the whole page. Without a `target` scores are taken as they are. */
export type ChosenRule =
	| { kind: 'argmax' }
	/** The highest score after conversion to the shares where the networks are used, `exponent` (0-1, else 1) of the way. */
	| { kind: 'prior-adjusted'; target: ShareSource; exponent?: number }
	/** `costs[true][decided]`, 0 or more. */
	| { kind: 'minimum-cost'; costs: CostMatrix; target?: ShareSource }
	| { kind: 'expected-grade'; target?: ShareSource };

/** The chosen rule with its numbers: a decision, made of scores that are first converted to these shares of the grades. */
export interface RuleNumbers {
	decision: DecisionRule;
	/** Null where scores are taken as they are. */
	conversion: { target: readonly number[]; exponent: number } | null;
}

export const COST_SCHEMES: readonly CostScheme[] = ['zero-one', 'linear', 'quadratic'];

export const HIGHEST_SCORE: RuleNumbers = { decision: { kind: 'argmax' }, conversion: null };

/** The chosen rule with the numbers it needs. */
export function decisionRule(chosen: ChosenRule, counts: GradeCounts): RuleNumbers {
	if (chosen.kind === 'argmax') return HIGHEST_SCORE;
	const { target } = chosen;
	const exponent = chosen.kind === 'prior-adjusted' ? (chosen.exponent ?? 1) : 1;
	return {
		decision: decisionOf(chosen),
		conversion: target === undefined ? null : { target: sharesFrom(target, counts), exponent }
	};
}

function decisionOf(chosen: ChosenRule): DecisionRule {
	if (chosen.kind === 'minimum-cost') return { kind: 'minimum-cost', costs: chosen.costs };
	return chosen.kind === 'expected-grade' ? { kind: 'expected-grade' } : { kind: 'argmax' };
}

/**
 * Grades by a rule.
 *
 * @param scores NaN where unknown
 * @param basis what the scores are converted from, of the same knees; null where the shares that they are for are not
 * known: then they are taken as they are
 * @returns `[knees]` grades, -1 where the scores are unknown or all 0
 */
export function gradesBy(
	{ decision, conversion }: RuleNumbers,
	scores: ScoreTable,
	basis: ShareBasis | null
): Int8Array<ArrayBuffer> {
	const converts = conversion !== null && basis !== null;
	const from = converts ? basis.scores : scores;
	const grades = new Int8Array(from.rows).fill(-1);
	const known: number[] = [];
	for (let row = 0; row < from.rows; row++) {
		let sum = 0;
		for (let grade = 0; grade < from.classCount; grade++) sum += from.at(row, grade);
		if (sum > 0) known.push(row);
	}
	const read = from.gather(known).values;
	const used = converts ? priorAdjusted(read, { prior: basis.prior, ...conversion }) : read;
	const decided = decide(decision, used, from.classCount);
	known.forEach((row, i) => (grades[row] = decided[i]));
	return grades;
}

/** The preset that the costs are; null for others. */
export function costSchemeOf(costs: CostMatrix): CostScheme | null {
	const written = (matrix: CostMatrix) => matrix.map((row) => row.join()).join();
	return (
		COST_SCHEMES.find((scheme) => written(costMatrix(scheme, costs.length)) === written(costs)) ??
		null
	);
}
