import type { GreyImage } from './grey-png.ts';

/**
 * Resizes a grey image to `size` x `size`. Where it shrinks, each new pixel is the mean of the area it covers
 * (as OpenCV's INTER_AREA); where it grows, bilinear with pixel centres at .5 (as `tf.image.resize`).
 */
export function resizeGrey({ pixels, width, height }: GreyImage, size: number): Uint8Array {
	const columns = axisWeights(width, size);
	const rows = axisWeights(height, size);
	const narrowed = new Float32Array(height * size);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < size; x++) {
			const { first, weights } = columns[x];
			let sum = 0;
			for (let i = 0; i < weights.length; i++) sum += weights[i] * pixels[y * width + first + i];
			narrowed[y * size + x] = sum;
		}
	}
	const resized = new Uint8Array(size * size);
	for (let y = 0; y < size; y++) {
		const { first, weights } = rows[y];
		for (let x = 0; x < size; x++) {
			let sum = 0;
			for (let i = 0; i < weights.length; i++) sum += weights[i] * narrowed[(first + i) * size + x];
			resized[y * size + x] = Math.round(sum);
		}
	}
	return resized;
}

/** For each new pixel the old ones it is made of, starting at `first`; the weights sum to 1. */
function axisWeights(length: number, size: number): { first: number; weights: number[] }[] {
	const scale = length / size;
	return Array.from({ length: size }, (_, i) =>
		scale >= 1
			? coverage(i * scale, (i + 1) * scale, length)
			: between((i + 0.5) * scale - 0.5, length)
	);
}

function coverage(
	start: number,
	end: number,
	length: number
): { first: number; weights: number[] } {
	const first = Math.floor(start);
	const last = Math.min(Math.ceil(end), length);
	const weights: number[] = [];
	for (let i = first; i < last; i++) {
		weights.push((Math.min(end, i + 1) - Math.max(start, i)) / (end - start));
	}
	return { first, weights };
}

function between(position: number, length: number): { first: number; weights: number[] } {
	const held = Math.min(Math.max(position, 0), length - 1);
	const first = Math.min(Math.floor(held), length - 2);
	return { first, weights: [1 - (held - first), held - first] };
}
