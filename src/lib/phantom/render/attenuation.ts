import { bump, clamp, smoothstep } from '#lib/phantom/deterministic-math.ts';
import { distanceField } from './distance.ts';
import type { Frame } from './frame.ts';
import { SIZE, type Landmark } from '#lib/phantom/spec.ts';

import type { Outline } from './outline.ts';

function toPixels(outline: Outline, frame: Frame): { x: Float64Array; y: Float64Array } {
	const x = new Float64Array(outline.x.length);
	const y = new Float64Array(outline.y.length);
	for (let i = 0; i < x.length; i++) [x[i], y[i]] = frame.toPixels(outline.x[i], outline.y[i]);
	return { x, y };
}

/** What one bone adds along every ray: its rounded body and the cortical line along its edge. */
export interface BoneShadow {
	body: Float32Array;
	cortex: Float32Array;
}

/**
 * Projects a bone. Its thickness grows from the edge as 1 - (1 - d/R)^2 (softer than a cylinder, whose rim would stand
 * out like a cut-out) and is 1 inside; the cortical line lies just within the edge.
 */
export function projectBone(outline: Outline, frame: Frame): BoneShadow {
	const { x, y } = toPixels(outline, frame);
	const field = distanceField(x, y);
	const body = new Float32Array(SIZE * SIZE);
	const cortex = new Float32Array(SIZE * SIZE);
	const looks = outline.looks;
	for (let i = 0; i < body.length; i++) {
		const d = field.distance[i] * frame.millimetresPerPixel;
		if (d < -1) continue;
		const a = looks[field.edge[i]];
		const b = looks[(field.edge[i] + 1) % looks.length];
		const t = field.along[i];
		const round = a.round + (b.round - a.round) * t;
		const face = a.face + (b.face - a.face) * t;
		const breadth = a.breadth + (b.breadth - a.breadth) * t;
		const strength = a.cortex + (b.cortex - a.cortex) * t;
		if (d > 0) {
			const rest = 1 - Math.min(d / round, 1);
			body[i] = face + (1 - face) * (1 - rest * rest);
		}
		cortex[i] =
			strength * bump((d - 0.45 * breadth) / breadth) * (d > 0 ? 1 : smoothstep(-0.4, 0, d));
	}
	return { body, cortex };
}

/** Draws faint lines; where two cross, the stronger one shows. */
export function projectLandmarks(landmarks: readonly Landmark[], frame: Frame): Float32Array {
	const field = new Float32Array(SIZE * SIZE);
	for (const { points, breadth, strength } of landmarks) {
		const half = breadth / frame.millimetresPerPixel;
		const pixels = points.map(([x, y]) => frame.toPixels(x, y));
		for (let k = 0; k + 1 < pixels.length; k++) {
			const [ax, ay] = pixels[k];
			const [bx, by] = pixels[k + 1];
			const square = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
			const top = clamp(Math.floor(Math.min(ay, by) - half), 0, SIZE);
			const bottom = clamp(Math.ceil(Math.max(ay, by) + half), 0, SIZE);
			const left = clamp(Math.floor(Math.min(ax, bx) - half), 0, SIZE);
			const right = clamp(Math.ceil(Math.max(ax, bx) + half), 0, SIZE);
			for (let row = top; row < bottom; row++) {
				for (let column = left; column < right; column++) {
					const px = column + 0.5 - ax;
					const py = row + 0.5 - ay;
					const t = clamp((px * (bx - ax) + py * (by - ay)) / (square + 1e-9), 0, 1);
					const dx = px - t * (bx - ax);
					const dy = py - t * (by - ay);
					const u = Math.sqrt(dx * dx + dy * dy) / half;
					if (u >= 1) continue;
					const end = (2 * (k + t)) / (points.length - 1) - 1;
					const value = strength * bump(u) * (1 - end * end * end * end);
					const at = row * SIZE + column;
					if (value > field[at]) field[at] = value;
				}
			}
		}
	}
	return field;
}
