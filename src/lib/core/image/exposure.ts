/** Side of the images that can be standardised, in pixels. */
export const EXPOSURE_SIDE = 224;
const PIXELS = EXPOSURE_SIDE * EXPOSURE_SIDE;

/** Rows `top` to `bottom - 1`, columns `left` to `right - 1`. */
export interface Region {
	top: number;
	bottom: number;
	left: number;
	right: number;
}

const CENTRE: Region = { top: 48, bottom: 176, left: 72, right: 152 };
const EDGES: readonly Region[] = [
	{ top: 48, bottom: 176, left: 0, right: 16 },
	{ top: 48, bottom: 176, left: 208, right: 224 }
];
/** The knee without its margins: what is stretched, and what image properties are measured in. */
export const CENTRAL_REGION: Region = { top: 32, bottom: 192, left: 32, right: 192 };
/** Pixels of the stretched region, one percent, that may go black, and as many white. */
const TAIL = 256;

/** What makes the exposure of one image like that of all others. */
export interface ExposureChange {
	/** Whether bone is darker than the air beside the knee, so that the image is turned. */
	negative: boolean;
	/** Grey values, after turning, that become 0 and 255; null where they coincide and nothing is stretched. */
	stretch: { low: number; high: number } | null;
}

/**
 * How the exposure of an image is made like that of all others: a photographic negative (the centre
 * darker than both sides) is turned, then the 1st to the 99th percentile of the central 160 x 160
 * pixels are stretched to 0-255. A percentile is the smallest grey value that at least so many pixels
 * do not exceed. Equal to `training/exposure.py`, bit for bit.
 *
 * @param image `[224, 224]`, grey 0-255
 * @throws RangeError for an image of another size
 */
export function exposureChange(image: ArrayLike<number>): ExposureChange {
	if (image.length !== PIXELS) {
		throw new RangeError(
			`The exposure of ${EXPOSURE_SIDE} x ${EXPOSURE_SIDE} images can be standardised; this one has ${image.length} pixels.`
		);
	}
	const negative = isNegative(image);
	const counts = new Int32Array(256);
	forEachPixel(image, CENTRAL_REGION, (grey) => counts[negative ? 255 - grey : grey]++);
	const low = percentile(counts, TAIL);
	const high = percentile(counts, area(CENTRAL_REGION) - TAIL);
	return { negative, stretch: low < high ? { low, high } : null };
}

/** What becomes of each of the 256 grey values. */
export function exposureTable({ negative, stretch }: ExposureChange): Uint8Array {
	return Uint8Array.from({ length: 256 }, (_, given) => {
		const grey = negative ? 255 - given : given;
		if (!stretch) return grey;
		const { low, high } = stretch;
		const span = high - low;
		const level = Math.min(Math.max(grey, low), high) - low;
		return Math.floor((2 * 255 * level + span) / (2 * span));
	});
}

/**
 * Images with their exposure standardised, each by its own `exposureChange`.
 *
 * @param images `[count, 224, 224]`, grey 0-255; left as they are
 * @throws RangeError where they are not whole images of that size
 */
export function standardise(images: Uint8Array): Uint8Array {
	const result = new Uint8Array(images.length);
	for (let start = 0; start < images.length; start += PIXELS) {
		const image = images.subarray(start, start + PIXELS);
		const table = exposureTable(exposureChange(image));
		for (let i = 0; i < PIXELS; i++) result[start + i] = table[image[i]];
	}
	return result;
}

/** Compares means without dividing; a centre exactly as bright as the sides is no negative. */
function isNegative(image: ArrayLike<number>): boolean {
	const edges = EDGES.reduce((total, edge) => total + sum(image, edge), 0);
	const edgeArea = EDGES.reduce((total, edge) => total + area(edge), 0);
	return sum(image, CENTRE) * edgeArea < edges * area(CENTRE);
}

function percentile(counts: Int32Array, atLeast: number): number {
	let pixels = 0;
	return counts.findIndex((count) => (pixels += count) >= atLeast);
}

function sum(image: ArrayLike<number>, region: Region): number {
	let total = 0;
	forEachPixel(image, region, (grey) => (total += grey));
	return total;
}

function area({ top, bottom, left, right }: Region): number {
	return (bottom - top) * (right - left);
}

function forEachPixel(
	image: ArrayLike<number>,
	{ top, bottom, left, right }: Region,
	visit: (grey: number) => void
): void {
	for (let row = top; row < bottom; row++) {
		for (let column = left; column < right; column++) visit(image[row * EXPOSURE_SIDE + column]);
	}
}
