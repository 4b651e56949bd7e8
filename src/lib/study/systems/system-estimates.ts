import { pairSeenFrom, type PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { UncertainMetric } from '#lib/runtime/compute/uncertainty.ts';
import type { EnsembleChoice } from './own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ENSEMBLE, type System } from './systems.svelte.ts';

export type { UncertainMetric } from '#lib/runtime/compute/uncertainty.ts';

/** A system's number and, once computed, its 95 % interval; null where unknown. */
export interface SystemEstimate {
	value: number | null;
	interval: { lower: number; upper: number } | null;
	/** Why there is no interval, in a few words; empty where there is one. */
	note: string;
}

/** @param scheme which ensemble, where the system is one */
export function estimateOf(
	study: Study,
	system: System,
	metric: UncertainMetric,
	scheme: EnsembleChoice = study.systems.scheme
): SystemEstimate {
	const value = system.metrics[metric];
	const { known, failure } = study.intervals;
	if (value === null) return { value, interval: null, note: '' };
	if (failure) return { value, interval: null, note: 'interval could not be computed' };
	if (!known) return { value, interval: null, note: 'interval being computed' };
	const place = study.intervals.index(keyOf(system, scheme));
	if (place < 0 || known.result.knees !== system.known) {
		return { value, interval: null, note: 'interval once all have read the same knees' };
	}
	const interval = known.result.intervals[metric][place];
	return { value, interval, note: interval ? '' : 'interval unknown' };
}

/**
 * One system against another on the same knees; null while unknown. The verdict allows for all pairs of systems
 * as in the comparison of them all.
 *
 * @param of a network's name, or which ensemble
 * @param minus likewise
 */
export function comparisonOf(
	{ intervals }: Study,
	of: string,
	minus: string,
	metric: UncertainMetric = 'balancedAccuracy'
): PairedComparison | null {
	const [a, b] = [intervals.index(of), intervals.index(minus)];
	if (!intervals.known || a < 0 || b < 0) return null;
	return pairSeenFrom(intervals.known.result.comparisons[metric], a, b);
}

function keyOf(system: System, scheme: EnsembleChoice): string {
	return system.id === ENSEMBLE ? scheme : system.id;
}
