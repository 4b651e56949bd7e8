import { confusionMatrix } from './confusion.ts';
import type { Statistic } from './bootstrap.ts';
import { GRADE_COUNT } from './grades.ts';

/**
 * A number of knees of which knee i counts `weights[i]` times, as in a resample; null where undefined.
 * What does not depend on the weights (sorting, binning) was worked out when the statistic was made.
 *
 * @param weights `[knees]` whole numbers, 0 or more
 */
export interface WeightedStatistic {
	(weights: Uint32Array): number | null;
	/**
	 * The same of four resamples at once, where that is worth its while: side by side, none waits for the sums of the
	 * others.
	 *
	 * @param weights `[knees, 4]`, row-major
	 * @param results `[4]`, filled; NaN where undefined
	 */
	ofFour?: (weights: Uint32Array, results: Float64Array) => void;
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
	const ofFour = (weights: Uint32Array, results: Float64Array) => {
		let [s0, s1, s2, s3] = [0, 0, 0, 0];
		let [n0, n1, n2, n3] = [0, 0, 0, 0];
		for (let i = 0, k = 0; i < fixed.length; i++, k += 4) {
			const value = fixed[i];
			s0 += weights[k] * value;
			s1 += weights[k + 1] * value;
			s2 += weights[k + 2] * value;
			s3 += weights[k + 3] * value;
			n0 += weights[k];
			n1 += weights[k + 1];
			n2 += weights[k + 2];
			n3 += weights[k + 3];
		}
		results[0] = s0 / n0;
		results[1] = s1 / n1;
		results[2] = s2 / n2;
		results[3] = s3 / n3;
	};
	return Object.assign(ofOne, { ofFour });
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
	classCount: number = GRADE_COUNT
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
