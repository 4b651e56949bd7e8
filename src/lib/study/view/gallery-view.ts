import type { GalleryFilter, HeatFor } from './gallery.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';

/** What the gallery of heat maps shows. */
export interface GalleryView {
	/** Null: the first network. */
	system: SystemId | null;
	knees: GalleryFilter;
	heatFor: HeatFor;
}

export const FIRST_GALLERY: GalleryView = { system: null, knees: 'right', heatFor: 'own' };

const FIELD = '~';
const FILTERS: readonly GalleryFilter[] = ['right', 'wrong', 'all'];
const HEAT_FOR: readonly HeatFor[] = ['own', 'true', 0, 1, 2, 3, 4];

/** `resnet50~wrong~true`; null as on a first visit. */
export function galleryToAddress({ system, knees, heatFor }: GalleryView): string | null {
	const word = [system ?? '', knees, heatFor].join(FIELD);
	return word === `${FIELD}right${FIELD}own` ? null : word;
}

/** The view that {@link galleryToAddress} wrote, null being that of a first visit; null where damaged. */
export function galleryFromAddress(word: string | null): GalleryView | null {
	if (word === null) return FIRST_GALLERY;
	const [system, kneesText, heatText, ...more] = word.split(FIELD);
	const knees = FILTERS.find((known) => known === kneesText);
	const heatFor = HEAT_FOR.find((known) => String(known) === heatText);
	if (more.length > 0 || !knees || heatFor === undefined) return null;
	return { system: system === '' ? null : system, knees, heatFor };
}
