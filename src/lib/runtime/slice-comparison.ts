import { compareSlices, type Slice, type SliceComparison } from '#lib/core/slices.ts';
import { ofConfusion } from '#lib/core/weighted-statistic.ts';
import { UNCERTAIN_METRICS, type UncertainMetric } from './uncertainty.ts';

export interface SliceQuestion {
	/** `[knees]` true grades. */
	truth: readonly number[];
	/** `[knees]` grades read. */
	predicted: readonly number[];
	/** `[knees]` who each knee belongs to. */
	subjects: readonly string[];
	slices: readonly Slice[];
	metric: UncertainMetric;
}

/** One system's metric in every slice against the rest of the knees; see {@link compareSlices}. */
export function sliceComparisonsOf({
	truth,
	predicted,
	subjects,
	slices,
	metric
}: SliceQuestion): SliceComparison[] {
	const statistic = ofConfusion(UNCERTAIN_METRICS[metric], truth, predicted);
	return compareSlices(subjects, slices, statistic);
}
