import {
	bootstrap,
	percentileInterval,
	type BootstrapInput,
	type Interval
} from '#lib/core/bootstrap.ts';
import { BETTER_WHEN } from '#lib/core/headline-figures.ts';
import {
	compareSystems,
	type ComparedPairs,
	type PairedComparison
} from '#lib/core/paired-comparison.ts';
import { accuracy, balancedAccuracy, cohenKappa, meanAbsoluteError } from '#lib/core/metrics.ts';

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
}

/** 95 % intervals of every system, and systems compared two by two. */
export interface Uncertainty {
	knees: number;
	subjects: number;
	resamples: number;
	/** `intervals[metric][system]` */
	intervals: Record<UncertainMetric, (Interval | null)[]>;
	/** Holm over the pairs of each metric. */
	comparisons: Record<UncertainMetric, PairedComparison[]>;
}

/** Intervals from one subject bootstrap (see {@link bootstrap}) of all systems together. */
export function uncertaintyOf({ compared, ...input }: UncertaintyInput): Uncertainty {
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
		comparisons: each((metric) =>
			compareSystems(result, metric, { better: BETTER_WHEN[metric], pairs: compared })
		)
	};
}
