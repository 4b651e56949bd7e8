import type { WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';

/**
 * What each knee counts so that the grades have these shares among the knees: share of its grade over the knees of it
 * (post-stratification). Null where a grade with a share above 0 has no knee.
 *
 * @param truth `[knees]` true grades
 * @param shares `[grades]`, together 1
 * @returns `[knees]`, together 1
 */
export function gradeWeights(
	truth: ArrayLike<number>,
	shares: readonly number[]
): Float64Array<ArrayBuffer> | null {
	const counts = shares.map(() => 0);
	for (let i = 0; i < truth.length; i++) counts[truth[i]]++;
	if (shares.some((share, grade) => share > 0 && counts[grade] === 0)) return null;
	return Float64Array.from(truth, (grade) => shares[grade] / counts[grade]);
}

/**
 * Mean of a value over the knees if the grades had these shares: the mean over the grades of their means. Null where a grade
 * with a share above 0 has no knee.
 *
 * @param values `[knees]`
 * @param truth `[knees]` true grades
 * @param shares `[grades]`, together 1
 */
export function gradeShareMean(
	values: ArrayLike<number>,
	truth: ArrayLike<number>,
	shares: readonly number[]
): WeightedStatistic {
	const sums = new Float64Array(shares.length);
	const counts = new Float64Array(shares.length);
	return (weights) => {
		sums.fill(0);
		counts.fill(0);
		for (let i = 0; i < values.length; i++) {
			sums[truth[i]] += weights[i] * values[i];
			counts[truth[i]] += weights[i];
		}
		let mean = 0;
		for (let grade = 0; grade < shares.length; grade++) {
			if (shares[grade] === 0) continue;
			if (counts[grade] === 0) return null;
			mean += (shares[grade] * sums[grade]) / counts[grade];
		}
		return mean;
	};
}
