import type { Side } from '#lib/core/records/test-set.ts';
import { cos, sin } from '#lib/phantom/deterministic-math.ts';
import { SIZE, type Point, type View } from '#lib/phantom/spec.ts';

/**
 * Where the knee lies in the image. Knee coordinates are in mm: x to medial, y downwards, the origin at the middle of the
 * joint. A right knee shows its lateral side (the fibula) on the left of the image, a left knee is mirrored, as in
 * bilateral PA radiographs viewed conventionally.
 */
export class Frame {
	readonly millimetresPerPixel: number;
	readonly #centre: Point;
	readonly #right: Point;
	readonly #down: Point;

	constructor(side: Side, { millimetresPerPixel, rotation, centre }: View) {
		this.millimetresPerPixel = millimetresPerPixel;
		const mirror = side === 'R' ? 1 : -1;
		this.#centre = centre;
		this.#right = [mirror * cos(rotation), sin(rotation)];
		this.#down = [-mirror * sin(rotation), cos(rotation)];
	}

	/** Knee mm to pixels; the centre of pixel (column, row) is at (column + 0.5, row + 0.5). */
	toPixels(x: number, y: number): Point {
		const s = 1 / this.millimetresPerPixel;
		return [
			this.#centre[0] + s * (x * this.#right[0] + y * this.#down[0]),
			this.#centre[1] + s * (x * this.#right[1] + y * this.#down[1])
		];
	}

	/** Knee coordinates of every pixel centre, mm, row by row. */
	grid(): { x: Float64Array; y: Float64Array } {
		const x = new Float64Array(SIZE * SIZE);
		const y = new Float64Array(SIZE * SIZE);
		for (let i = 0; i < x.length; i++) {
			const dx = ((i % SIZE) + 0.5 - this.#centre[0]) * this.millimetresPerPixel;
			const dy = (Math.floor(i / SIZE) + 0.5 - this.#centre[1]) * this.millimetresPerPixel;
			x[i] = dx * this.#right[0] + dy * this.#right[1];
			y[i] = dx * this.#down[0] + dy * this.#down[1];
		}
		return { x, y };
	}
}
