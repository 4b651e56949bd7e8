import { moved, WHOLE_FILM, type FilmView } from '#lib/core/image/film-view.ts';

export const MOST_MAP_ZOOM = 32;

/** The part of the map of knees that is looked at, "4~0.25~0.6"; null for the whole map. */
export function mapPartToAddress({ zoom, x, y }: FilmView): string | null {
	if (zoom === 1) return null;
	return [zoom.toFixed(2), x.toFixed(3), y.toFixed(3)].map(Number).join('~');
}

/** Undoes {@link mapPartToAddress}; null where the text says no part of a map. */
export function mapPartFromAddress(text: string | null): FilmView | null {
	if (text === null) return WHOLE_FILM;
	const numbers = text.split('~');
	if (numbers.length !== 3 || !numbers.every((one) => /^\d+(\.\d+)?$/.test(one))) return null;
	const [zoom, x, y] = numbers.map(Number);
	if (zoom < 1 || zoom > MOST_MAP_ZOOM || x > 1 || y > 1) return null;
	return moved({ zoom, x, y }, 0, 0);
}
