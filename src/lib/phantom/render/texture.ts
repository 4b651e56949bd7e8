import { exp } from '#lib/phantom/deterministic-math.ts';
import { SIZE, type Cloud } from '#lib/phantom/spec.ts';

function kernel(sigma: number): Float64Array {
	const reach = Math.max(1, Math.ceil(3 * sigma));
	const weights = new Float64Array(reach + 1);
	let sum = 0;
	for (let i = 0; i <= reach; i++) {
		weights[i] = exp((-i * i) / (2 * sigma * sigma));
		sum += i === 0 ? weights[i] : 2 * weights[i];
	}
	return weights.map((w) => w / sum);
}

function blurLines(
	from: Float32Array,
	weights: Float64Array,
	along: number,
	across: number
): Float32Array {
	const to = new Float32Array(from.length);
	const reach = weights.length - 1;
	const line = new Float64Array(SIZE + 2 * reach);
	for (let l = 0; l < SIZE; l++) {
		const start = l * across;
		for (let i = 0; i < SIZE; i++) line[reach + i] = from[start + i * along];
		line.fill(line[reach], 0, reach);
		line.fill(line[reach + SIZE - 1], reach + SIZE);
		for (let i = 0; i < SIZE; i++) {
			const middle = reach + i;
			let sum = weights[0] * line[middle];
			for (let k = 1; k <= reach; k++) sum += weights[k] * (line[middle - k] + line[middle + k]);
			to[start + i * along] = sum;
		}
	}
	return to;
}

function boxBlurLines(field: Float32Array, reach: number, along: number, across: number): void {
	const line = new Float64Array(SIZE + 2 * reach + 1);
	const share = 1 / (2 * reach + 1);
	for (let l = 0; l < SIZE; l++) {
		const start = l * across;
		for (let i = 0; i < SIZE; i++) line[reach + i] = field[start + i * along];
		line.fill(line[reach], 0, reach);
		line.fill(line[reach + SIZE - 1], reach + SIZE);
		let sum = 0;
		for (let i = 0; i < 2 * reach + 1; i++) sum += line[i];
		for (let i = 0; i < SIZE; i++) {
			field[start + i * along] = sum * share;
			sum += line[i + 2 * reach + 1] - line[i];
		}
	}
}

/** A broad blur, close to a Gaussian: three box blurs of `reach` pixels to each side (sigma about 1.0 * reach + 0.5). */
export function broadBlur(field: Float32Array, reach: number): Float32Array {
	const blurred = field.slice();
	for (let pass = 0; pass < 3; pass++) {
		boxBlurLines(blurred, reach, 1, SIZE);
		boxBlurLines(blurred, reach, SIZE, 1);
	}
	return blurred;
}

/** Gaussian blur of a 224 x 224 field, sigmas in pixels; the border is repeated. */
export function blur(field: Float32Array, sigmaX: number, sigmaY = sigmaX): Float32Array {
	const rows = sigmaX > 0 ? blurLines(field, kernel(sigmaX), 1, SIZE) : field;
	return sigmaY > 0 ? blurLines(rows, kernel(sigmaY), SIZE, 1) : rows;
}

/** Blurs and scales a field back to standard deviation 1. */
export function texture(field: Float32Array, sigmaX: number, sigmaY: number): Float32Array {
	const blurred = blur(field, sigmaX, sigmaY);
	let square = 0;
	for (const value of blurred) square += value * value;
	const scale = 1 / Math.sqrt(square / blurred.length);
	for (let i = 0; i < blurred.length; i++) blurred[i] *= scale;
	return blurred;
}

/** Smooth noise of standard deviation 1: the grid of a cloud through cubic B-splines. */
export function renderCloud({ period, grid: coarse }: Cloud): Float32Array {
	const grid = Float32Array.from(coarse);
	const cells = Math.sqrt(grid.length);
	const across = new Float64Array(4 * SIZE);
	for (let i = 0; i < SIZE; i++) {
		const t = i / period - Math.floor(i / period);
		across[4 * i] = ((1 - t) * (1 - t) * (1 - t)) / 6;
		across[4 * i + 1] = (3 * t * t * t - 6 * t * t + 4) / 6;
		across[4 * i + 2] = (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6;
		across[4 * i + 3] = (t * t * t) / 6;
	}
	const field = new Float32Array(SIZE * SIZE);
	const line = new Float64Array(cells);
	for (let row = 0; row < SIZE; row++) {
		const gy = Math.floor(row / period);
		for (let c = 0; c < cells; c++) {
			line[c] = 0;
			for (let j = 0; j < 4; j++) line[c] += across[4 * row + j] * grid[(gy + j) * cells + c];
		}
		for (let column = 0; column < SIZE; column++) {
			const gx = Math.floor(column / period);
			let sum = 0;
			for (let i = 0; i < 4; i++) sum += across[4 * column + i] * line[gx + i];
			field[row * SIZE + column] = sum;
		}
	}
	return field;
}
