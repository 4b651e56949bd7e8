import { extent, polygonContains } from 'd3';
import type { FilmView } from '#lib/core/image/film-view.ts';

export type Place = [number, number];

/** Keys that go from one point to the next. */
const DIRECTIONS: Readonly<Record<string, Place>> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1]
};

/**
 * Points as they lie on a plate of this size: one scale for both axes, the middle in the middle.
 *
 * @param positions `[points, 2]`, y upwards
 * @param margin kept free on all sides, in pixels
 * @returns places in pixels, y downwards
 */
export function placed(
	positions: ArrayLike<number>,
	width: number,
	height: number,
	margin: number
): Place[] {
	const points = Array.from({ length: positions.length / 2 }, (_, i) => i);
	const [left = 0, right = 0] = extent(points, (i) => positions[2 * i]);
	const [bottom = 0, top = 0] = extent(points, (i) => positions[2 * i + 1]);
	const scale = Math.min(
		(width - 2 * margin) / (right - left || 1),
		(height - 2 * margin) / (top - bottom || 1)
	);
	return points.map((i) => [
		width / 2 + scale * (positions[2 * i] - (left + right) / 2),
		height / 2 - scale * (positions[2 * i + 1] - (bottom + top) / 2)
	]);
}

/** The smallest box around places, as much of it as a plate of this size shows; null without places. */
export function boxOnPlate(
	places: readonly Place[],
	width: number,
	height: number
): { x: number; y: number; width: number; height: number } | null {
	const [left, right] = extent(places, ([x]) => Math.min(width, Math.max(0, x)));
	const [top, bottom] = extent(places, ([, y]) => Math.min(height, Math.max(0, y)));
	if (left === undefined || top === undefined) return null;
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** How a map lies on its plate: `scale` times as large, its top left corner at (x, y), in pixels. */
export interface MapTransform {
	scale: number;
	x: number;
	y: number;
}

/** How the part of a map that is looked at fills a plate of this size. */
export function mapTransform(
	{ zoom, x, y }: FilmView,
	width: number,
	height: number
): MapTransform {
	return { scale: zoom, x: width * (0.5 - x * zoom), y: height * (0.5 - y * zoom) };
}

/** Where a place of the map lies on the plate. */
export function onPlate({ scale, x, y }: MapTransform, place: Place): Place {
	return [x + scale * place[0], y + scale * place[1]];
}

/** Undoes {@link onPlate}. */
export function onMap({ scale, x, y }: MapTransform, place: Place): Place {
	return [(place[0] - x) / scale, (place[1] - y) / scale];
}

/** Points, all or among some, inside a closed outline; none where it has no area. */
export function pointsInside(
	places: readonly Place[],
	outline: Place[],
	among: Iterable<number> = places.keys()
): number[] {
	if (outline.length < 3) return [];
	return [...among].filter((point) => polygonContains(outline, places[point]));
}

/**
 * The point, of all or among some, that an arrow key leads to: the nearest ahead, where what lies aside counts three
 * times. Null for other keys, and where nothing lies ahead.
 */
export function pointTowards(
	places: readonly Place[],
	from: number,
	key: string,
	among: Iterable<number> = places.keys()
): number | null {
	const direction = directionOf(key);
	if (!direction) return null;
	const [x, y] = places[from];
	let [best, least] = [null as number | null, Infinity];
	for (const point of among) {
		const [toX, toY] = places[point];
		const ahead = (toX - x) * direction[0] + (toY - y) * direction[1];
		const aside = Math.abs((toX - x) * direction[1]) + Math.abs((toY - y) * direction[0]);
		if (point === from || ahead <= 0) continue;
		const cost = ahead + 3 * aside;
		if (cost < least) [best, least] = [point, cost];
	}
	return best;
}

/** Where a key that {@link pointTowards} follows leads, y downwards; null for other keys. */
export function directionOf(key: string): Place | null {
	return DIRECTIONS[key] ?? null;
}
