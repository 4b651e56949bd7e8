/** From top to bottom, pixels. */
export interface Span {
	top: number;
	bottom: number;
}

/**
 * How far to scroll, as little as needed, so that something stands between bars: the whole where it fits, else the
 * part that matters; that from its top where not even it fits.
 *
 * @param part within `whole`
 * @param band what is free of the window
 * @returns pixels, downwards positive
 */
export function scrollIntoBand(part: Span, whole: Span, band: Span): number {
	const room = band.bottom - band.top;
	const { top, bottom } = whole.bottom - whole.top <= room ? whole : part;
	if (top < band.top || bottom - top > room) return top - band.top;
	return Math.max(0, bottom - band.bottom);
}
