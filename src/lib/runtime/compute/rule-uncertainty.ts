import {
	bootstrap,
	pairedDifference,
	type PairedDifference
} from '#lib/core/statistics/bootstrap.ts';
import type { CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import { matrixFigures, type MatrixFigure } from '#lib/core/metrics/registry.ts';

export interface RuleUncertaintyInput {
	/** `[knees]` true grades. */
	truth: readonly number[];
	subjects: readonly string[];
	/** `[knees]` grades by the highest score. */
	highest: readonly number[];
	/** `[knees]` grades by the rule that is applied. */
	ruled: readonly number[];
	costs: CostMatrix;
}

/**
 * What a rule changes in each figure, the rule minus the highest score on the same knees, with its 95 % interval
 * by the subject bootstrap (see `bootstrap`); null where a figure is undefined, or no resample changes it.
 *
 * @throws RangeError as `bootstrap`
 */
export function ruleUncertainty({
	truth,
	subjects,
	highest,
	ruled,
	costs
}: RuleUncertaintyInput): Record<MatrixFigure, PairedDifference | null> {
	const figures = matrixFigures(costs);
	const result = bootstrap(
		{ truth, subjects, systems: [ruled, highest], classCount: costs.length },
		figures
	);
	return Object.fromEntries(
		(Object.keys(figures) as MatrixFigure[]).map((name) => [
			name,
			pairedDifference(result, name, 0, 1)
		])
	) as Record<MatrixFigure, PairedDifference | null>;
}
