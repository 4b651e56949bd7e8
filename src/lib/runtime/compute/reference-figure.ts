import { bootstrap, percentileInterval, type Interval } from '#lib/core/statistics/bootstrap.ts';
import { exchangeEvidence, MOST_EXCHANGES } from '#lib/core/comparison/exchange-test.ts';
import type { CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import { matrixExchanges } from '#lib/core/comparison/figure-exchanges.ts';
import {
	metricOf,
	hasInterval,
	matrixFigures,
	type MatrixFigure
} from '#lib/core/metrics/registry.ts';
import {
	comparedPairs,
	compareSystems,
	type PairedComparison
} from '#lib/core/comparison/paired-comparison.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';

export interface ReferencesInput {
	/** `[knees]` true grades. */
	truth: readonly number[];
	/** `[knees]` */
	subjects: readonly string[];
	/** `[knees]` grades of the system that is held against the references. */
	system: readonly number[];
	/** `[references][knees]` other grades of the same knees. */
	references: readonly (readonly number[])[];
	costs: CostMatrix;
	figure: MatrixFigure;
}

/** One figure of every reference. */
export interface ReferenceFigure {
	/** `[references]` */
	estimates: (number | null)[];
	/** `[references]`, 95 %, percentile; null where {@link hasInterval} says that there is none. */
	intervals: (Interval | null)[];
	/** `[references]` the system minus each; these pairs are the family of their tests. */
	comparisons: PairedComparison[];
}

/**
 * What other grades of the same knees reach in a figure of the confusion matrix, against the same labels, and how a system
 * compares with them: subject bootstrap and exchange test as for systems.
 *
 * @throws RangeError as `bootstrap`
 */
export function referenceFigureOf({
	truth,
	subjects,
	system,
	references,
	costs,
	figure
}: ReferencesInput): ReferenceFigure {
	const systems = [system, ...references];
	const groups = groupBySubject(subjects);
	const result = bootstrap<string>(
		{ truth, subjects, systems, classCount: costs.length },
		{ [figure]: matrixFigures(costs)[figure] }
	);
	const pairBy = matrixExchanges({ truth, groups, systems, costs }, figure);
	const evidence = exchangeEvidence(
		comparedPairs(systems.length, 'first with each').map(([a, b]) => pairBy(a, b)),
		groups.count,
		{ count: MOST_EXCHANGES, seed: result.seed }
	);
	return {
		estimates: result.estimates[figure].slice(1),
		intervals: references.map((_, r) =>
			hasInterval(figure) ? percentileInterval(result, figure, r + 1) : null
		),
		comparisons: compareSystems(result, figure, evidence, {
			better: metricOf(figure).better,
			pairs: 'first with each',
			intervals: hasInterval(figure)
		})
	};
}
