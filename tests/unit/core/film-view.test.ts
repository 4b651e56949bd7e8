import { expect, it } from 'vitest';
import { filmTransform, moved, MOST_ZOOM, WHOLE_FILM, zoomed } from '#lib/core/image/film-view.ts';

/** Where a point of the plate lies on the film. */
const under = (view: typeof WHOLE_FILM, at: { x: number; y: number }) => ({
	x: view.x + (at.x - 0.5) / view.zoom,
	y: view.y + (at.y - 0.5) / view.zoom
});

it('keeps what is under the pointer in place', () => {
	const at = { x: 0.7, y: 0.25 };
	const view = moved(zoomed(WHOLE_FILM, 2), 0.1, -0.1);
	const next = zoomed(view, 1.5, at);
	expect(next.zoom).toBe(3);
	expect(under(next, at).x).toBeCloseTo(under(view, at).x, 12);
	expect(under(next, at).y).toBeCloseTo(under(view, at).y, 12);
});

it('never leaves the film and never grows without end', () => {
	expect(moved(WHOLE_FILM, 3, -3)).toEqual(WHOLE_FILM);
	expect(moved(zoomed(WHOLE_FILM, 2), 9, -9)).toEqual({ zoom: 2, x: 0.75, y: 0.25 });
	expect(zoomed(WHOLE_FILM, 100).zoom).toBe(MOST_ZOOM);
	expect(zoomed(moved(zoomed(WHOLE_FILM, 4), 1, 1), 0.01)).toEqual(WHOLE_FILM);
});

it('moves by plates, whatever the zoom', () => {
	const view = zoomed(WHOLE_FILM, 4);
	expect(moved(view, 0.5, 0).x - view.x).toBeCloseTo(0.125, 12);
});

it('is a transform from the top left', () => {
	expect(filmTransform(WHOLE_FILM)).toBeUndefined();
	expect(filmTransform({ zoom: 2, x: 0.25, y: 0.75 })).toBe('translate(0.000%,-100.000%) scale(2)');
});
