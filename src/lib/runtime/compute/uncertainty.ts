import {
	bootstrap,
	percentileInterval,
	type BootstrapInput,
	type Interval
} from '#lib/core/statistics/bootstrap.ts';
import {
	exchangeEvidence,
	type ExchangeEvidence,
	type ExchangeOptions
} from '#lib/core/comparison/exchange-test.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { matrixExchanges } from '#lib/core/comparison/figure-exchanges.ts';
import { BETTER_WHEN } from '#lib/core/metrics/headline-figures.ts';
import {
	comparedPairs,
	compareSystems,
	type ComparedPairs,
	type PairedComparison
} from '#lib/core/comparison/paired-comparison.ts';
import {
	accuracy,
	balancedAccuracy,
	cohenKappa,
	meanAbsoluteError
} from '#lib/core/metrics/metrics.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';

export type UncertainMetric =
	'balancedAccuracy' | 'accuracy' | 'quadraticWeightedKappa' | 'meanAbsoluteError';

/** Each read off a confusion matrix. */
export const UNCERTAIN_METRICS = {
	balancedAccuracy,
	accuracy,
	quadraticWeightedKappa: (confusion: Parameters<typeof cohenKappa>[0]) =>
		cohenKappa(confusion, 'quadratic'),
	meanAbsoluteError
};

export interface UncertaintyInput extends BootstrapInput {
	/** Every two systems unless it says otherwise. */
	compared?: ComparedPairs;
	/** Exchanges of the compared systems. */
	exchanges?: number;
}

/** 95 % intervals of every system, and systems compared two by two. */
export interface Uncertainty {
	knees: number;
	subjects: number;
	resamples: number;
	/** `intervals[metric][system]` */
	intervals: Record<UncertainMetric, (Interval | null)[]>;
	/** The pairs of each metric are a family. */
	comparisons: Record<UncertainMetric, PairedComparison[]>;
}

/** Intervals from one subject bootstrap (see {@link bootstrap}) of all systems together, verdicts by exchange tests. */
export function uncertaintyOf({ compared, exchanges, ...input }: UncertaintyInput): Uncertainty {
	const result = bootstrap(input, UNCERTAIN_METRICS);
	const systems = [...input.systems.keys()];
	const metrics = Object.keys(UNCERTAIN_METRICS) as UncertainMetric[];
	const each = <Value>(value: (metric: UncertainMetric) => Value) =>
		Object.fromEntries(metrics.map((metric) => [metric, value(metric)])) as Record<
			UncertainMetric,
			Value
		>;
	return {
		knees: result.knees,
		subjects: result.subjects,
		resamples: result.resamples,
		intervals: each((metric) => systems.map((s) => percentileInterval(result, metric, s))),
		comparisons: each((metric) => {
			const evidence = metricEvidence({ ...input, compared }, metric, {
				count: exchanges,
				seed: result.seed
			});
			return compareSystems(result, metric, evidence, {
				better: BETTER_WHEN[metric],
				pairs: compared
			});
		})
	};
}

/** What exchanges say of the compared systems by one metric. */
export function metricEvidence(
	{ truth, subjects, systems, compared, classCount }: UncertaintyInput,
	metric: UncertainMetric,
	options: ExchangeOptions
): ExchangeEvidence {
	const groups = groupBySubject(subjects);
	const pairBy = matrixExchanges(
		{ truth, groups, systems, costs: costMatrix('linear', classCount) },
		metric
	);
	return exchangeEvidence(
		comparedPairs(systems.length, compared).map(([first, second]) => pairBy(first, second)),
		groups.count,
		options
	);
}
