import {
	bootstrap,
	percentileInterval,
	type BootstrapInput,
	type Interval,
	type Statistic
} from '#lib/core/statistics/bootstrap.ts';
import {
	exchangeEvidence,
	type ExchangeEvidence,
	type ExchangeOptions
} from '#lib/core/comparison/exchange-test.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { matrixExchanges } from '#lib/core/comparison/figure-exchanges.ts';
import {
	HEADLINE_FIGURES,
	matrixFigures,
	metricOf,
	type HeadlineFigure
} from '#lib/core/metrics/registry.ts';
import {
	comparedPairs,
	compareSystems,
	type ComparedPairs,
	type PairedComparison
} from '#lib/core/comparison/paired-comparison.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';

export type UncertainMetric = HeadlineFigure;

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
	const statistics = matrixFigures(costMatrix('linear', input.classCount));
	const result = bootstrap(
		input,
		Object.fromEntries(HEADLINE_FIGURES.map((metric) => [metric, statistics[metric]])) as Record<
			UncertainMetric,
			Statistic
		>
	);
	const systems = [...input.systems.keys()];
	const each = <Value>(value: (metric: UncertainMetric) => Value) =>
		Object.fromEntries(HEADLINE_FIGURES.map((metric) => [metric, value(metric)])) as Record<
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
				better: metricOf(metric).better,
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
