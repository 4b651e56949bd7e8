import { cos, sin } from '#lib/phantom/deterministic-math.ts';
import type { Point } from './outline.ts';
import type { RandomStream } from '#lib/phantom/sample/random.ts';
import type { Side } from '#lib/phantom/truth.ts';

export const SIZE = 224;

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

	constructor(side: Side, millimetresPerPixel: number, rotation: number, centre: Point) {
		this.millimetresPerPixel = millimetresPerPixel;
		const mirror = side === 'R' ? 1 : -1;
		this.#centre = centre;
		this.#right = [mirror * cos(rotation), sin(rotation)];
		this.#down = [-mirror * sin(rotation), cos(rotation)];
	}

	static random(side: Side, shared: RandomStream, own: RandomStream): Frame {
		return new Frame(
			side,
			0.455 * (1 + shared.normal(0, 0.04) + own.normal(0, 0.02)),
			own.normal(0, 0.035),
			[SIZE / 2 + own.normal(0, 3.5), 126 + shared.normal(0, 3) + own.normal(0, 4)]
		);
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
