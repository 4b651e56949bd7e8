import { knownInterval } from './bootstrap.ts';
import type { Range } from './wilson-interval.ts';

/** A number of some cases with its 95 % interval. Plain data: can be posted from a worker. */
export interface Estimate {
	/** Null where it is undefined. */
	value: number | null;
	/** Null where it is undefined, and where resamples cannot tell it, see `knownInterval`. */
	interval: Range | null;
}

/**
 * A number with the percentile interval of its replicates.
 *
 * @param value of the cases as they are; null or NaN where undefined
 * @param replicates `[resamples]`, NaN where a resample leaves it undefined
 */
export function bootstrapEstimate(value: number | null, replicates: Float64Array): Estimate {
	if (value === null || Number.isNaN(value)) return { value: null, interval: null };
	const interval = knownInterval(replicates, 0.95);
	return { value, interval: interval && { lower: interval.lower, upper: interval.upper } };
}
