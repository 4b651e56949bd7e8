import { normalTail } from './normal-tail.ts';
import { groupBySubject } from './subject-resamples.ts';

/** Knees on which exactly one of two systems is right, and the test of whether they are equally many. */
export interface ClusteredMcNemar {
	/** Knees that only the first reads right. */
	onlyFirst: number;
	/** Knees that only the second reads right. */
	onlySecond: number;
	/** Subjects with more of the one than of the other. */
	differing: number;
	/** Two-sided; null where fewer than {@link LEAST_DIFFERING} subjects differ. */
	p: number | null;
}

/** The chi-square distribution holds for many; of fewer subjects the exchange test of accuracy has an exact p. */
export const LEAST_DIFFERING = 25;

/**
 * McNemar's test of equal accuracy for knees that belong to the same subjects (Obuchowski, Stat Med 1998;17:1495-1507): the
 * square of the sum over subjects of the knees that only the first reads right minus those that only the second does, over
 * the sum of their squares, times (K - 1) / K of K subjects; chi-square with one degree of freedom. With one knee a
 * subject it is McNemar's test without correction for continuity, but for that factor.
 *
 * @param truth `[knees]` true grades
 * @param subjects `[knees]` who each knee belongs to
 * @param first `[knees]` grades predicted by one system
 * @param second `[knees]` grades predicted by the other
 * @throws RangeError when the lengths differ
 */
export function clusteredMcnemar(
	truth: ArrayLike<number>,
	subjects: ArrayLike<number | string>,
	first: ArrayLike<number>,
	second: ArrayLike<number>
): ClusteredMcNemar {
	const knees = truth.length;
	if ([subjects, first, second].some(({ length }) => length !== knees)) {
		throw new RangeError(
			`Cannot compare ${first.length} and ${second.length} predictions of ${knees} knees of ${subjects.length} subjects: the lists must be equally long.`
		);
	}
	const { count, subjectOf } = groupBySubject(subjects);
	const excess = new Int32Array(count);
	let onlyFirst = 0;
	let onlySecond = 0;
	for (let i = 0; i < knees; i++) {
		if (first[i] === second[i]) continue;
		if (first[i] === truth[i]) {
			onlyFirst++;
			excess[subjectOf[i]]++;
		} else if (second[i] === truth[i]) {
			onlySecond++;
			excess[subjectOf[i]]--;
		}
	}
	const differing = excess.reduce((sum, one) => sum + (one === 0 ? 0 : 1), 0);
	const squares = excess.reduce((sum, one) => sum + one ** 2, 0);
	const square = (((onlyFirst - onlySecond) ** 2 / squares) * (count - 1)) / count;
	return {
		onlyFirst,
		onlySecond,
		differing,
		p: differing < LEAST_DIFFERING ? null : 2 * normalTail(Math.sqrt(square))
	};
}
