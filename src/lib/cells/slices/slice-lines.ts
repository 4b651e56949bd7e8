import { sharedAxis, type Axis, type Estimate } from '#lib/charts/intervals/interval-scale.ts';
import { metricOf } from '#lib/core/metrics/registry.ts';
import type { SliceComparison } from '#lib/core/slices/slices.ts';
import type { SliceTest, TestedSlice } from '#lib/study/slices/tested-slices.ts';
import { isFinding } from './slice-words.ts';

/** No two readings are further apart, in grades. */
const FURTHEST = 4;
/** More stand too close beside the columns of a slice: then every second, counted from zero. */
const MOST_TICKS = 5;

/** A slice with what was found of it. */
export interface SliceLine {
	slice: TestedSlice;
	comparison: SliceComparison;
	/** Null where the difference or its interval is not known. */
	estimate: Estimate | null;
	found: boolean;
}

/** The slices, those read worst against the rest first; unknown ones last. */
export function sliceLines(
	{ tested, question: { metric } }: SliceTest,
	comparisons: readonly SliceComparison[]
): SliceLine[] {
	const sign = metricOf(metric).better === 'lower' ? -1 : 1;
	const key = ({ comparison: { difference } }: SliceLine) =>
		difference === null ? Infinity : sign * difference;
	return comparisons
		.map((comparison, s) => ({
			slice: tested[s],
			comparison,
			estimate: estimateOf(comparison),
			found: isFinding(comparison)
		}))
		.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** One axis for all of them, with zero. */
export function sliceAxis(lines: readonly SliceLine[]): Axis {
	const estimates = lines.flatMap(({ estimate }) => estimate ?? []);
	const axis = sharedAxis([...estimates, { value: 0, lower: 0, upper: 0 }], [-FURTHEST, FURTHEST]);
	if (axis.ticks.length <= MOST_TICKS) return axis;
	const zero = axis.ticks.indexOf(0);
	return { ...axis, ticks: axis.ticks.filter((_, i) => (i - zero) % 2 === 0) };
}

function estimateOf({ difference, interval }: SliceComparison): Estimate | null {
	if (difference === null || !interval) return null;
	return { value: difference, lower: interval.lower, upper: interval.upper };
}
