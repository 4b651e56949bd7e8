/**
 * Resizes grey images by bilinear interpolation with antialiasing: every output pixel is the mean of the input under a
 * triangle as wide as the step between output pixels (never narrower than one input pixel on either side), rows after
 * columns, rounded to whole grey values after each. Equal, bit for bit, to Pillow's `Image.resize(..., Image.BILINEAR)`.
 *
 * @param pixels `[count, height, width]`, 0-255
 * @returns `[count, newHeight, newWidth]`
 * @throws RangeError where the pixels are not whole images
 */
export function resizeGrey(
	pixels: Uint8Array,
	[height, width]: readonly [number, number],
	[newHeight, newWidth]: readonly [number, number]
): Uint8Array<ArrayBuffer> {
	const count = pixels.length / (height * width);
	if (!Number.isInteger(count)) {
		throw new RangeError(
			`${pixels.length} pixels are not images of ${height} x ${width}; give whole images.`
		);
	}
	const resized = new Uint8Array(count * newHeight * newWidth);
	const across = tapsOf(width, newWidth);
	const down = tapsOf(height, newHeight);
	const wide = new Uint8Array(height * newWidth);
	for (let image = 0; image < count; image++) {
		const from = image * height * width;
		resizeLines(pixels, from, { lines: height, line: width, step: 1 }, across, wide, 0, {
			line: newWidth,
			step: 1
		});
		resizeLines(
			wide,
			0,
			{ lines: newWidth, line: 1, step: newWidth },
			down,
			resized,
			image * newHeight * newWidth,
			{
				line: 1,
				step: newWidth
			}
		);
	}
	return resized;
}

/** Weights are whole numbers of this many bits behind the point, as Pillow's. */
const BITS = 22;
const ONE = 2 ** BITS;

/** The input cells under an output cell and their weights, which sum to about `ONE`. */
interface Taps {
	first: number;
	weights: number[];
}

function tapsOf(size: number, newSize: number): Taps[] {
	const scale = size / newSize;
	const reach = Math.max(scale, 1);
	return Array.from({ length: newSize }, (_, i) => {
		const centre = (i + 0.5) * scale;
		const first = Math.max(0, Math.floor(centre - reach + 0.5));
		const end = Math.min(size, Math.floor(centre + reach + 0.5));
		const heights = Array.from({ length: end - first }, (_, x) =>
			Math.max(0, 1 - Math.abs((x + first - centre + 0.5) / reach))
		);
		const sum = heights.reduce((total, value) => total + value, 0);
		return { first, weights: heights.map((value) => Math.round((value / sum) * ONE)) };
	});
}

/** How lines of pixels lie: how many there are, from one to the next, and from one pixel to the next. */
interface Lines {
	lines: number;
	line: number;
	step: number;
}

function resizeLines(
	pixels: Uint8Array,
	from: number,
	{ lines, line, step }: Lines,
	taps: readonly Taps[],
	into: Uint8Array,
	at: number,
	out: Omit<Lines, 'lines'>
): void {
	for (let l = 0; l < lines; l++) {
		for (let i = 0; i < taps.length; i++) {
			const { first, weights } = taps[i];
			let sum = ONE / 2;
			for (let k = 0; k < weights.length; k++) {
				sum += pixels[from + l * line + (first + k) * step] * weights[k];
			}
			into[at + l * out.line + i * out.step] = Math.min(255, Math.max(0, Math.floor(sum / ONE)));
		}
	}
}
