import { GRADE_COUNT } from './grades.ts';
import { among, type WeightedStatistic } from './weighted-statistic.ts';

/** How a slice, of which each knee is marked with 1, is held against the knees marked with 0. */
export type SliceContrast = (inSlice: Uint8Array) => {
	inside: WeightedStatistic;
	rest: WeightedStatistic;
	/** `[knees]` 1 for those that take part, in the slice or outside. */
	compared: Uint8Array;
};

/** The same statistic of the slice and of the rest, whatever grades each has. */
export function withTheRest(statistic: WeightedStatistic): SliceContrast {
	return (inSlice) => ({
		inside: among(inSlice, statistic),
		rest: among(
			inSlice.map((one) => 1 - one),
			statistic
		),
		compared: new Uint8Array(inSlice.length).fill(1)
	});
}

/** Fewer knees of a grade on either side, and the grade is left out: resamples of a few knees say too little. */
export const LEAST_OF_GRADE = 10;

/** Of each true grade, whether both sides have enough knees of it. */
function commonGrades(truth: ArrayLike<number>, inSlice: Uint8Array): boolean[] {
	const once = new Uint32Array(inSlice.length).fill(1);
	return sumsOf(once, truth, inSlice, once).map(({ inside, rest }) =>
		isCommon(inside.count, rest.count)
	);
}

/** Whether so many knees of a grade, in a slice and outside of it, are enough to compare the two. */
export function isCommon(inside: number, rest: number): boolean {
	return Math.min(inside, rest) >= LEAST_OF_GRADE;
}

/**
 * The mean of a value, compared within each true grade: what the rest would have with the grades of the slice (direct
 * standardisation; Rothman, Lash & VanderWeele, Modern Epidemiology, 4th ed., chapter 3). Grades with fewer than
 * {@link LEAST_OF_GRADE} knees on either side are left out of both; null where none is left.
 *
 * @param values `[knees]`, e.g. 1 where read right, so that the mean of a grade is its recall
 * @param truth `[knees]` true grades
 * @param weighing how the grades are joined: as frequent as in the slice, or each alike as in balanced accuracy
 */
export function gradeForGrade(
	values: ArrayLike<number>,
	truth: ArrayLike<number>,
	weighing: 'as-in-slice' | 'alike'
): SliceContrast {
	return (inSlice) => {
		const common = commonGrades(truth, inSlice);
		const joined =
			(side: keyof GradeSums): WeightedStatistic =>
			(weights) => {
				let sum = 0;
				let total = 0;
				sumsOf(values, truth, inSlice, weights).forEach((grade, g) => {
					if (!common[g] || grade.inside.count === 0 || grade.rest.count === 0) return;
					const weight = weighing === 'alike' ? 1 : grade.inside.count;
					sum += (weight * grade[side].sum) / grade[side].count;
					total += weight;
				});
				return total === 0 ? null : sum / total;
			};
		return {
			inside: joined('inside'),
			rest: joined('rest'),
			compared: Uint8Array.from(truth, (grade) => Number(common[grade]))
		};
	};
}

interface GradeSums {
	inside: { sum: number; count: number };
	rest: { sum: number; count: number };
}

/** Of each true grade. */
function sumsOf(
	values: ArrayLike<number>,
	truth: ArrayLike<number>,
	inSlice: Uint8Array,
	weights: Uint32Array
): GradeSums[] {
	const sums = new Float64Array(2 * GRADE_COUNT);
	const counts = new Float64Array(2 * GRADE_COUNT);
	for (let i = 0; i < inSlice.length; i++) {
		const place = 2 * truth[i] + inSlice[i];
		sums[place] += weights[i] * values[i];
		counts[place] += weights[i];
	}
	const at = (place: number) => ({ sum: sums[place], count: counts[place] });
	return Array.from({ length: GRADE_COUNT }, (_, grade) => ({
		inside: at(2 * grade + 1),
		rest: at(2 * grade)
	}));
}
