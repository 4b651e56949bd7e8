import { compareSlices, type Slice, type SliceComparison } from '#lib/core/slices.ts';
import { gradeForGrade, withTheRest, type SliceContrast } from '#lib/core/slice-contrast.ts';
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
	contrast: ContrastName;
}

/** A slice against all the rest, or against the rest within each true grade. */
export type ContrastName = 'rest' | 'grades';

/**
 * One system's metric in every slice against the rest of the knees; see {@link compareSlices}.
 *
 * @throws RangeError for kappa grade for grade: it is 0 or undefined within one grade
 */
export function sliceComparisonsOf(question: SliceQuestion): SliceComparison[] {
	const { truth, predicted, subjects, slices, metric, contrast } = question;
	const held =
		contrast === 'rest'
			? withTheRest(ofConfusion(UNCERTAIN_METRICS[metric], truth, predicted))
			: withinGrades(question);
	return compareSlices(subjects, slices, held);
}

function withinGrades({ truth, predicted, metric }: SliceQuestion): SliceContrast {
	const right = truth.map((grade, i) => (predicted[i] === grade ? 1 : 0));
	switch (metric) {
		case 'balancedAccuracy':
			return gradeForGrade(right, truth, 'alike');
		case 'accuracy':
			return gradeForGrade(right, truth, 'as-in-slice');
		case 'meanAbsoluteError':
			return gradeForGrade(
				truth.map((grade, i) => Math.abs(predicted[i] - grade)),
				truth,
				'as-in-slice'
			);
		default:
			throw new RangeError(`${metric} cannot be compared grade for grade.`);
	}
}
