import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { classLabel } from './class-label.ts';
import type { ClassGroup, LabelScale } from './label-scale.ts';

/** Which classes a matrix shows as one: `none`, or the id of one of the scale's groupings. */
export type Merging = string;

export const UNMERGED: Merging = 'none';

/**
 * The groups of a merging, in the order of the classes; every class is in exactly one. Unmerged, each is of one class.
 *
 * @throws RangeError where the scale has no such grouping
 */
export function classGroups(scale: LabelScale, merging: Merging): readonly ClassGroup[] {
	if (merging === UNMERGED) {
		return scale.classes.map((_, place) => ({ classes: [place], label: classLabel(scale, place) }));
	}
	const grouping = scale.groupings.find(({ id }) => id === merging);
	if (!grouping) throw new RangeError(`The scale has no grouping ${merging}.`);
	return grouping.groups;
}

/** The group that each class belongs to, `[class]`. */
export function groupOfClass(groups: readonly ClassGroup[]): readonly number[] {
	const of: number[] = [];
	groups.forEach(({ classes }, place) => classes.forEach((one) => (of[one] = place)));
	return of;
}

/** The confusion matrix of groups: equals counting after true and predicted classes are replaced by their groups. */
export function groupedConfusion(matrix: Confusion, groups: readonly ClassGroup[]): Confusion {
	const of = groupOfClass(groups);
	const merged = groups.map(() => new Array<number>(groups.length).fill(0));
	matrix.forEach((row, truth) =>
		row.forEach((count, predicted) => (merged[of[truth]][of[predicted]] += count))
	);
	return merged;
}
