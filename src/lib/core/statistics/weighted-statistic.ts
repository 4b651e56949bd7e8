import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import type { Statistic } from './bootstrap.ts';
import type { FourStatistic } from './four-resamples.ts';
import type { SubjectGroups } from './subject-resamples.ts';

/**
 * A number of knees of which knee i counts `weights[i]` times, as in a resample; null where undefined.
 * What does not depend on the weights (sorting, binning) was worked out when the statistic was made.
 *
 * @param weights `[knees]` whole numbers, 0 or more
 */
export interface WeightedStatistic {
	(weights: Uint32Array): number | null;
	/** The same of four resamples of these subjects at once, where that is worth its while. */
	ofSubjects?: (groups: SubjectGroups) => FourStatistic;
}

/** Every knee once. */
export function onceEach(knees: number): Uint32Array<ArrayBuffer> {
	return new Uint32Array(knees).fill(1);
}

/** Mean of a value over the knees; null without knees. */
export function weightedMean(values: ArrayLike<number>): WeightedStatistic {
	const fixed = Float64Array.from(values);
	const ofOne = (weights: Uint32Array) => {
		let sum = 0;
		let count = 0;
		for (let i = 0; i < fixed.length; i++) {
			if (weights[i] === 0) continue;
			sum += weights[i] * fixed[i];
			count += weights[i];
		}
		return count === 0 ? null : sum / count;
	};
	const ofSubjects = ({ count, subjectOf }: SubjectGroups): FourStatistic => {
		const sums = new Float64Array(count);
		for (let i = 0; i < fixed.length; i++) sums[subjectOf[i]] += fixed[i];
		return ({ sideBySide, totals }, results) => {
			let [s0, s1, s2, s3] = [0, 0, 0, 0];
			for (let i = 0, k = 0; i < count; i++, k += 4) {
				const sum = sums[i];
				s0 += sideBySide[k] * sum;
				s1 += sideBySide[k + 1] * sum;
				s2 += sideBySide[k + 2] * sum;
				s3 += sideBySide[k + 3] * sum;
			}
			results[0] = s0 / totals[0];
			results[1] = s1 / totals[1];
			results[2] = s2 / totals[2];
			results[3] = s3 / totals[3];
		};
	};
	return Object.assign(ofOne, { ofSubjects });
}

/**
 * A statistic of the confusion matrix.
 *
 * @param truth `[knees]` true grades
 * @param predicted `[knees]` predicted grades
 * @throws RangeError when the lengths differ or a grade is out of range
 */
export function ofConfusion(
	statistic: Statistic,
	truth: ArrayLike<number>,
	predicted: ArrayLike<number>,
	classCount: number
): WeightedStatistic {
	const matrix = confusionMatrix(truth, predicted, classCount).map((row) => [...row]);
	const cells = Uint32Array.from(truth, (grade, i) => grade * classCount + predicted[i]);
	const counts = new Uint32Array(classCount ** 2);
	return (weights) => {
		counts.fill(0);
		for (let i = 0; i < cells.length; i++) counts[cells[i]] += weights[i];
		for (let i = 0; i < classCount; i++) {
			for (let j = 0; j < classCount; j++) matrix[i][j] = counts[i * classCount + j];
		}
		return statistic(matrix);
	};
}

/** The same statistic of some of the knees: those marked with 1, not those with 0. */
export function among(marked: Uint8Array, statistic: WeightedStatistic): WeightedStatistic {
	const kept = new Uint32Array(marked.length);
	return (weights) => {
		for (let i = 0; i < kept.length; i++) kept[i] = marked[i] * weights[i];
		return statistic(kept);
	};
}
