/** What part of a film is shown: `zoom` times as large as it fits, around a point 0-1 of its width and height. */
export interface FilmView {
	zoom: number;
	x: number;
	y: number;
}

export const WHOLE_FILM: FilmView = { zoom: 1, x: 0.5, y: 0.5 };
export const MOST_ZOOM = 8;

/**
 * Zooms by a factor and keeps in place what is under a point.
 *
 * @param at the point, 0-1 of the plate's width and height; its middle by default
 * @param most no further than this
 */
export function zoomed(
	{ zoom, x, y }: FilmView,
	factor: number,
	at: { x: number; y: number } = { x: 0.5, y: 0.5 },
	most: number = MOST_ZOOM
): FilmView {
	const next = Math.min(most, Math.max(1, zoom * factor));
	return kept({
		zoom: next,
		x: x + (at.x - 0.5) * (1 / zoom - 1 / next),
		y: y + (at.y - 0.5) * (1 / zoom - 1 / next)
	});
}

/** Moves what is shown, `dx` and `dy` in widths and heights of the plate; stays on the film. */
export function moved({ zoom, x, y }: FilmView, dx: number, dy: number): FilmView {
	return kept({ zoom, x: x + dx / zoom, y: y + dy / zoom });
}

/** The CSS transform of a film as large as its plate, with its origin at the top left. */
export function filmTransform({ zoom, x, y }: FilmView): string | undefined {
	if (zoom === 1) return undefined;
	const shift = (centre: number) => (100 * (0.5 - centre * zoom)).toFixed(3);
	return `translate(${shift(x)}%,${shift(y)}%) scale(${zoom})`;
}

function kept({ zoom, x, y }: FilmView): FilmView {
	const half = 0.5 / zoom;
	const inside = (centre: number) => Math.min(1 - half, Math.max(half, centre));
	return { zoom, x: inside(x), y: inside(y) };
}
