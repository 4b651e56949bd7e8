import { groupBySubject, type SubjectGroups } from './subject-resamples.ts';

/** Pairs of knees that the correlation is taken to be 1 in before any is seen: with few it stays on the safe side. */
const PRIOR_PAIRS = 5;

/**
 * Correlation of a value in two knees of one subject, 0-1, after what their kinds explain.
 *
 * @param values `[knees]`
 * @param subjects `[knees]` who each knee belongs to
 * @param kinds `[knees]` such as true grades, from 0; -1 for knees that do not count
 */
export function subjectCorrelation(
	values: ArrayLike<number>,
	subjects: ArrayLike<number | string>,
	kinds: ArrayLike<number>
): number {
	const { count, subjectOf } = groupBySubject(subjects);
	const standardised = standardise(values, kinds);
	/** Of each subject the sum, the sum of squares and the number of its values. */
	const sums = new Float64Array(3 * count);
	standardised.forEach((value, i) => {
		if (Number.isNaN(value)) return;
		const at = 3 * subjectOf[i];
		sums[at] += value;
		sums[at + 1] += value ** 2;
		sums[at + 2]++;
	});
	let products = PRIOR_PAIRS;
	let pairs = PRIOR_PAIRS;
	for (let at = 0; at < sums.length; at += 3) {
		products += (sums[at] ** 2 - sums[at + 1]) / 2;
		pairs += (sums[at + 2] * (sums[at + 2] - 1)) / 2;
	}
	return Math.min(1, Math.max(0, products / pairs));
}

/** Each value less the mean of its kind, over the standard deviation; NaN where a kind does not vary. */
function standardise(values: ArrayLike<number>, kinds: ArrayLike<number>): Float64Array {
	const [counts, sums, squares]: number[][] = [[], [], []];
	for (let i = 0; i < values.length; i++) {
		const kind = kinds[i];
		if (kind < 0) continue;
		counts[kind] = (counts[kind] ?? 0) + 1;
		sums[kind] = (sums[kind] ?? 0) + values[i];
		squares[kind] = (squares[kind] ?? 0) + values[i] ** 2;
	}
	return Float64Array.from({ length: values.length }, (_, i) => {
		const kind = kinds[i];
		if (kind < 0) return NaN;
		const mean = sums[kind] / counts[kind];
		const variance = squares[kind] / counts[kind] - mean ** 2;
		return variance > 1e-12 ? (values[i] - mean) / Math.sqrt(variance) : NaN;
	});
}

/** How much several lists of knees, each a mean of its own, are worth, and how far their means move together. */
export interface SharedSubjects {
	/** Of each list, how many knees of as many subjects would say as much. */
	effective: number[];
	/** Correlation of the means of two lists, by place, 0-1. */
	correlation(a: number, b: number): number;
}

/**
 * @param lists positions of knees; no list is empty
 * @param correlation of two knees of one subject, 0-1
 */
export function sharedSubjects(
	lists: readonly (readonly number[])[],
	{ count, subjectOf }: SubjectGroups,
	correlation: number
): SharedSubjects {
	const knees = lists.map((list) => {
		const ofSubjects = new Uint32Array(count);
		for (const knee of list) ofSubjects[subjectOf[knee]]++;
		return ofSubjects;
	});
	const variances = knees.map((ofSubjects) =>
		ofSubjects.reduce((sum, some) => sum + some * (1 + (some - 1) * correlation), 0)
	);
	return {
		effective: lists.map(({ length }, k) => length ** 2 / variances[k]),
		correlation(a, b) {
			const pairs = knees[a].reduce((sum, some, subject) => sum + some * knees[b][subject], 0);
			return (correlation * pairs) / Math.sqrt(variances[a] * variances[b]);
		}
	};
}
