import { compareSlices, type Slice, type SliceComparison } from '#lib/core/slices/slices.ts';
import {
	gradeForGrade,
	withTheRest,
	type SliceContrasts
} from '#lib/core/slices/slice-contrast.ts';
import { balancedWithTheRest, kappaWithTheRest } from '#lib/core/slices/slice-matrix-contrast.ts';
import type { UncertainMetric } from './uncertainty.ts';

export interface SliceQuestion {
	/** `[knees]` true grades. */
	truth: readonly number[];
	/** `[knees]` grades read. */
	predicted: readonly number[];
	/** `[knees]` who each knee belongs to. */
	subjects: readonly string[];
	classCount: number;
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
	return compareSlices(question.subjects, question.slices, contrastsOf(question));
}

/** How the slices of a question are held against the rest. */
export function contrastsOf(question: Omit<SliceQuestion, 'slices'>): SliceContrasts {
	const { truth, predicted, subjects, classCount, metric, contrast } = question;
	const right = {
		values: truth.map((grade, i) => (predicted[i] === grade ? 1 : 0)),
		most: 1,
		truth,
		subjects,
		classCount
	};
	const errors = {
		values: truth.map((grade, i) => Math.abs(predicted[i] - grade)),
		most: classCount - 1,
		truth,
		subjects,
		classCount
	};
	const isOfGrades = contrast === 'grades';
	switch (metric) {
		case 'accuracy':
			return isOfGrades ? gradeForGrade(right, 'as-in-slice') : withTheRest(right);
		case 'meanAbsoluteError':
			return isOfGrades ? gradeForGrade(errors, 'as-in-slice') : withTheRest(errors);
		case 'balancedAccuracy':
			return isOfGrades ? gradeForGrade(right, 'alike') : balancedWithTheRest(question);
		case 'quadraticWeightedKappa':
			if (isOfGrades) throw new RangeError('Kappa cannot be compared grade for grade.');
			return kappaWithTheRest(question);
	}
}
