import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { GRADES, type Grade } from './grades.ts';

/**
 * Grades seen as one: none; doubtful with healthy and severe with moderate; or KL 2 and above, where
 * radiographic osteoarthritis begins by convention, against the rest.
 */
export type Merging = 'none' | 'three' | 'kl2';

/** Neighbouring grades seen as one. */
export interface GradeGroup {
	grades: readonly Grade[];
	/** "2 Minimal", "0 or 1", "2 and above" */
	label: string;
}

/** The groups of each merging, in the order of the grades; every grade is in exactly one. */
export const GRADE_GROUPS: Readonly<Record<Merging, readonly GradeGroup[]>> = {
	none: GRADES.map(({ grade, name }) => ({ grades: [grade], label: `${grade} ${name}` })),
	three: [
		{ grades: [0, 1], label: '0 or 1' },
		{ grades: [2], label: '2 Minimal' },
		{ grades: [3, 4], label: '3 or 4' }
	],
	kl2: [
		{ grades: [0, 1], label: 'below 2' },
		{ grades: [2, 3, 4], label: '2 and above' }
	]
};

/** The group that each grade belongs to, `[grade]`. */
export function groupOfGrade(merging: Merging): readonly number[] {
	return GRADES.map(({ grade }) =>
		GRADE_GROUPS[merging].findIndex(({ grades }) => grades.includes(grade))
	);
}

/**
 * The confusion matrix of the groups: equals counting the grades after both the true ones and those read are
 * replaced by their groups.
 *
 * @param matrix of the five grades
 */
export function mergeConfusion(matrix: Confusion, merging: Merging): Confusion {
	const group = groupOfGrade(merging);
	const size = GRADE_GROUPS[merging].length;
	const merged = Array.from({ length: size }, () => new Array<number>(size).fill(0));
	matrix.forEach((row, truth) =>
		row.forEach((count, read) => (merged[group[truth]][group[read]] += count))
	);
	return merged;
}
