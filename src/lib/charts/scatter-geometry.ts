import { extent, polygonContains } from 'd3';

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

/** Points inside a closed outline; none where it has no area. */
export function pointsInside(places: readonly Place[], outline: Place[]): number[] {
	if (outline.length < 3) return [];
	return [...places.keys()].filter((point) => polygonContains(outline, places[point]));
}

/**
 * The point that an arrow key leads to: the nearest ahead, where what lies aside counts three times. Null for other
 * keys, and where nothing lies ahead.
 */
export function pointTowards(places: readonly Place[], from: number, key: string): number | null {
	const direction = DIRECTIONS[key];
	if (!direction) return null;
	const [x, y] = places[from];
	let [best, least] = [null as number | null, Infinity];
	places.forEach(([toX, toY], point) => {
		const ahead = (toX - x) * direction[0] + (toY - y) * direction[1];
		const aside = Math.abs((toX - x) * direction[1]) + Math.abs((toY - y) * direction[0]);
		if (point === from || ahead <= 0) return;
		const cost = ahead + 3 * aside;
		if (cost < least) [best, least] = [point, cost];
	});
	return best;
}

/** Whether a key is one that {@link pointTowards} follows. */
export function isDirection(key: string): boolean {
	return key in DIRECTIONS;
}
