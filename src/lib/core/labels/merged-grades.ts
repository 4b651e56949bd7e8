import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { classGroups, groupedConfusion, groupOfClass } from './class-groups.ts';
import { KELLGREN_LAWRENCE_SCALE } from './kellgren-lawrence-scale.ts';

/**
 * Grades seen as one: none; doubtful with healthy and severe with moderate; or KL 2 and above, where
 * radiographic osteoarthritis begins by convention, against the rest.
 */
export type Merging = 'none' | 'three' | 'kl2';

/** Neighbouring grades seen as one. */
export interface GradeGroup {
	grades: readonly number[];
	/** "2 Minimal", "0 or 1", "2 and above" */
	label: string;
}

/** The groups of each merging, in the order of the grades; every grade is in exactly one. */
export const GRADE_GROUPS: Readonly<Record<Merging, readonly GradeGroup[]>> = {
	none: gradeGroups('none'),
	three: gradeGroups('three'),
	kl2: gradeGroups('kl2')
};

function gradeGroups(merging: Merging): readonly GradeGroup[] {
	return classGroups(KELLGREN_LAWRENCE_SCALE, merging).map(({ classes, label }) => ({
		grades: classes,
		label
	}));
}

/** The group that each grade belongs to, `[grade]`. */
export function groupOfGrade(merging: Merging): readonly number[] {
	return groupOfClass(classGroups(KELLGREN_LAWRENCE_SCALE, merging));
}

/**
 * The confusion matrix of the groups: equals counting the grades after both the true ones and those read are
 * replaced by their groups.
 */
export function mergeConfusion(matrix: Confusion, merging: Merging): Confusion {
	return groupedConfusion(matrix, classGroups(KELLGREN_LAWRENCE_SCALE, merging));
}
