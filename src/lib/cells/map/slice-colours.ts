import type { SliceFamily } from '#lib/study/slices/slice-families.ts';

/** Kinds that tokens tell apart. */
const MOST_KINDS = 3;

/**
 * The colour of a slice of a family: on a scale from low to high where the family is ordered, else one of its own.
 *
 * @throws RangeError for a family of more kinds than can be told apart
 */
export function sliceColour({ id, ordered, slices }: SliceFamily, slice: number): string {
	if (ordered) {
		const high = (100 * slice) / Math.max(1, slices.length - 1);
		return `color-mix(in oklch, var(--slice-high) ${high}%, var(--slice-low))`;
	}
	if (slices.length > MOST_KINDS) {
		throw new RangeError(`Slices of ${id}: there are colours for ${MOST_KINDS} kinds.`);
	}
	return `var(--slice-${slice})`;
}
