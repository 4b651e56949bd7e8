import { SIZE } from '#lib/phantom/spec.ts';

/** Signed distance of every pixel centre to a closed polygon in pixels, positive inside, and its nearest edge. */
export interface DistanceField {
	distance: Float32Array;
	/** Index of the vertex at which the nearest edge begins. */
	edge: Int16Array;
	/** Position along that edge, 0 to 1. */
	along: Float32Array;
}

function inside(x: Float64Array, y: Float64Array): Uint8Array {
	const mask = new Uint8Array(SIZE * SIZE);
	const crossings: number[] = [];
	for (let row = 0; row < SIZE; row++) {
		const cy = row + 0.5;
		crossings.length = 0;
		for (let i = 0; i < x.length; i++) {
			const j = i + 1 === x.length ? 0 : i + 1;
			if (y[i] > cy !== y[j] > cy)
				crossings.push(x[i] + ((x[j] - x[i]) * (cy - y[i])) / (y[j] - y[i]));
		}
		crossings.sort((a, b) => a - b);
		for (let k = 0; k + 1 < crossings.length; k += 2) {
			const first = Math.max(0, Math.ceil(crossings[k] - 0.5));
			const last = Math.min(SIZE - 1, Math.floor(crossings[k + 1] - 0.5));
			for (let column = first; column <= last; column++) mask[row * SIZE + column] = 1;
		}
	}
	return mask;
}

/**
 * Distances inside a polygon and up to a pixel or two outside of it, by propagating the nearest edge from pixel to pixel
 * forth and back; far outside, -Infinity.
 */
export function distanceField(x: Float64Array, y: Float64Array): DistanceField {
	const square = new Float32Array(SIZE * SIZE).fill(Infinity);
	const edge = new Int16Array(SIZE * SIZE).fill(-1);
	const along = new Float32Array(SIZE * SIZE);
	const mask = inside(x, y);

	function tryEdge(column: number, row: number, i: number): void {
		const j = i + 1 === x.length ? 0 : i + 1;
		const ex = x[j] - x[i];
		const ey = y[j] - y[i];
		const px = column + 0.5 - x[i];
		const py = row + 0.5 - y[i];
		const length = ex * ex + ey * ey;
		let t = length > 0 ? (px * ex + py * ey) / length : 0;
		t = t < 0 ? 0 : t > 1 ? 1 : t;
		const dx = px - t * ex;
		const dy = py - t * ey;
		const d = dx * dx + dy * dy;
		const at = row * SIZE + column;
		if (d < square[at]) {
			square[at] = d;
			edge[at] = i;
			along[at] = t;
		}
	}

	for (let i = 0; i < x.length; i++) {
		const j = i + 1 === x.length ? 0 : i + 1;
		const top = Math.max(0, Math.floor(Math.min(y[i], y[j])) - 2);
		const bottom = Math.min(SIZE - 1, Math.ceil(Math.max(y[i], y[j])) + 1);
		const left = Math.max(0, Math.floor(Math.min(x[i], x[j])) - 2);
		const right = Math.min(SIZE - 1, Math.ceil(Math.max(x[i], x[j])) + 1);
		for (let row = top; row <= bottom; row++)
			for (let column = left; column <= right; column++) tryEdge(column, row, i);
	}

	function tryNeighbour(column: number, row: number, dc: number, dr: number): void {
		const c = column + dc;
		const r = row + dr;
		if (c < 0 || r < 0 || c >= SIZE || r >= SIZE) return;
		const candidate = edge[r * SIZE + c];
		if (candidate >= 0 && candidate !== edge[row * SIZE + column]) tryEdge(column, row, candidate);
	}

	function sweepRow(row: number, dr: 1 | -1): void {
		for (let column = 0; column < SIZE; column++) {
			if (!mask[row * SIZE + column]) continue;
			tryNeighbour(column, row, -1, 0);
			tryNeighbour(column, row, -1, dr);
			tryNeighbour(column, row, 0, dr);
			tryNeighbour(column, row, 1, dr);
		}
		for (let column = SIZE - 1; column >= 0; column--)
			if (mask[row * SIZE + column]) tryNeighbour(column, row, 1, 0);
	}

	for (let row = 0; row < SIZE; row++) sweepRow(row, -1);
	for (let row = SIZE - 1; row >= 0; row--) sweepRow(row, 1);

	const distance = square;
	for (let i = 0; i < distance.length; i++) {
		const d = Math.sqrt(square[i]);
		distance[i] = mask[i] ? d : -d;
	}
	return { distance, edge, along };
}
