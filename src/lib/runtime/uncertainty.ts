import {
	bootstrap,
	pairedDifference,
	percentileInterval,
	type BootstrapInput,
	type Interval,
	type PairedDifference
} from '#lib/core/bootstrap.ts';
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

/** 95 % intervals of every system and of the differences between every two. */
export interface Uncertainty {
	knees: number;
	subjects: number;
	resamples: number;
	/** `intervals[metric][system]` */
	intervals: Record<UncertainMetric, (Interval | null)[]>;
	/** `differences[metric][a][b]`: a minus b, paired. */
	differences: Record<UncertainMetric, (PairedDifference | null)[][]>;
}

/** Intervals from one subject bootstrap (see {@link bootstrap}) of all systems together. */
export function uncertaintyOf(input: BootstrapInput): Uncertainty {
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
		differences: each((metric) =>
			systems.map((a) => systems.map((b) => pairedDifference(result, metric, a, b)))
		)
	};
}
