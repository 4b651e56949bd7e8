import { SLICE_FAMILY_IDS, type SliceFamily } from '#lib/study/slices/slice-families.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** What the points of the map of knees are coloured by: what is said of the knees, or the family of slices with this id. */
export type MapColouring = string;

/** Grades are coloured by the truth itself. */
const isColouringFamily = (id: string) => id !== 'grade';

/** Every colouring as addresses name it; the first is that of a first visit. */
export const MAP_COLOURINGS: readonly [MapColouring, ...MapColouring[]] = [
	'truth',
	'read',
	'verdict',
	...SLICE_FAMILY_IDS.filter(isColouringFamily)
];

/** Families of slices that the map of this study can be coloured by. */
export function colouringFamilies({ slices }: Study): SliceFamily[] {
	return slices.families.filter(({ id }) => isColouringFamily(id));
}

/** The family of slices that a colouring shows; null where it shows none. */
export function colouringFamily({ slices }: Study, colouring: MapColouring): SliceFamily | null {
	return slices.family(colouring);
}

/** Whether this study has what a colouring of {@link MAP_COLOURINGS} shows. */
export function isColouringOf(study: Study, colouring: MapColouring): boolean {
	const isFamily = SLICE_FAMILY_IDS.includes(colouring);
	return !isFamily || colouringFamily(study, colouring) !== null;
}
