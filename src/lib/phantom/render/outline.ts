import { clamp } from '#lib/phantom/deterministic-math.ts';
import type { EdgeLook, Point } from '#lib/phantom/spec.ts';

/** A control point of an outline and the look of the edge there. */
export interface Knot {
	at: Point;
	look: EdgeLook;
}

/** A closed, densely sampled outline in mm; parallel arrays, one entry per vertex. */
export interface Outline {
	x: Float64Array;
	y: Float64Array;
	looks: EdgeLook[];
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
	return (
		0.5 *
		(2 * b +
			(c - a) * t +
			(2 * a - 5 * b + 4 * c - d) * t * t +
			(3 * b - a - 3 * c + d) * t * t * t)
	);
}

function blendLooks(a: EdgeLook, b: EdgeLook, t: number): EdgeLook {
	const mix = (u: number, v: number) => u + (v - u) * t;
	return {
		round: mix(a.round, b.round),
		face: mix(a.face, b.face),
		cortex: mix(a.cortex, b.cortex),
		breadth: mix(a.breadth, b.breadth)
	};
}

/** Samples a closed Catmull-Rom spline through the knots, `perKnot` vertices from each knot to the next. */
export function closedOutline(knots: readonly Knot[], perKnot: number): Outline {
	const n = knots.length;
	const x = new Float64Array(n * perKnot);
	const y = new Float64Array(n * perKnot);
	const looks: EdgeLook[] = [];
	for (let i = 0; i < n; i++) {
		const [a, b, c, d] = [knots[(i + n - 1) % n], knots[i], knots[(i + 1) % n], knots[(i + 2) % n]];
		for (let j = 0; j < perKnot; j++) {
			const t = j / perKnot;
			x[i * perKnot + j] = catmullRom(a.at[0], b.at[0], c.at[0], d.at[0], t);
			y[i * perKnot + j] = catmullRom(a.at[1], b.at[1], c.at[1], d.at[1], t);
			looks.push(blendLooks(b.look, c.look, t));
		}
	}
	return { x, y, looks };
}

/** The vertex nearest to a point. */
export function nearestVertex(outline: Outline, [px, py]: Point): number {
	let best = 0;
	let bestSquare = Infinity;
	for (let i = 0; i < outline.x.length; i++) {
		const dx = outline.x[i] - px;
		const dy = outline.y[i] - py;
		const square = dx * dx + dy * dy;
		if (square < bestSquare) {
			bestSquare = square;
			best = i;
		}
	}
	return best;
}

/**
 * The outline's lowest (`extreme` = 1) or highest (-1) crossing at each x of a regular grid; y grows downwards.
 * @returns NaN where the outline does not reach
 */
export function surfaceProfile(
	outline: Outline,
	x0: number,
	step: number,
	count: number,
	extreme: 1 | -1
): Float64Array {
	const profile = new Float64Array(count).fill(NaN);
	const n = outline.x.length;
	for (let i = 0; i < n; i++) {
		const j = (i + 1) % n;
		const [ax, ay, bx, by] = [outline.x[i], outline.y[i], outline.x[j], outline.y[j]];
		if (ax === bx) continue;
		const first = Math.ceil((Math.min(ax, bx) - x0) / step);
		const last = Math.floor((Math.max(ax, bx) - x0) / step);
		for (let k = clamp(first, 0, count); k <= clamp(last, -1, count - 1); k++) {
			const y = ay + ((by - ay) * (x0 + k * step - ax)) / (bx - ax);
			if (!(extreme * profile[k] >= extreme * y)) profile[k] = y;
		}
	}
	return profile;
}
