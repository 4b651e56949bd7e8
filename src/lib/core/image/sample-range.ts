/** Which values of a 16-bit picture are black and white. */
export interface SampleRange {
	black: number;
	white: number;
	/** The lowest and highest value in use. */
	lowest: number;
	highest: number;
}

const depths = [8, 10, 12, 14, 16] as const;
/** Fewer of the 256 greys than these show no joint space: such values are stretched over all of them. */
const fewestGreys = 32;
/** Share of the samples that a marker of several values may have. */
const markerShare = 0.005;

/**
 * The range that the values of a 16-bit picture use. Radiographs have 10 to 14 bits, which are often stored in 16 as they are:
 * the fewest bits that hold every value are the picture's own, and white is their highest value, or 255 shifted as far as all
 * values are, where these are shifted 8-bit ones. Values far from zero, of which that would leave fewer than 32 greys, are
 * taken from the lowest to the highest. Values far above or below all others, as of a marker or of padding, do not count
 * where they are one value or few pixels.
 *
 * @param data Samples 0-65535 of a picture, channels interleaved; alpha, the last of two or four, does not count.
 */
export function sampleRange(data: Uint16Array, channels: number): SampleRange {
	const colours = channels % 2 === 1 ? channels : channels - 1;
	const counts = new Uint32Array(65536);
	for (let pixel = 0; pixel < data.length; pixel += channels) {
		for (let channel = 0; channel < colours; channel++) counts[data[pixel + channel]]++;
	}
	const used: number[] = [];
	for (let value = 0; value < counts.length; value++) if (counts[value]) used.push(value);
	const lowest = used[0] ?? 0;
	const highest = used.at(-1) ?? 0;
	return { ...blackAndWhite(used, counts), lowest, highest };
}

/**
 * @param used Values in use, ascending.
 * @param counts Samples of every value.
 */
function blackAndWhite(
	used: readonly number[],
	counts: Uint32Array
): { black: number; white: number } {
	const eightBits = shiftedEightBits(used);
	if (eightBits !== null) return { black: 0, white: eightBits };
	const window = withoutOutliers(used, counts);
	if (window.length < used.length) return blackAndWhite(window, counts);
	const lowest = used[0];
	const highest = used[used.length - 1];
	const white = 2 ** depthOf(highest) - 1;
	const greys = (255 * (highest - lowest)) / white;
	if (greys < fewestGreys && highest > lowest) return { black: lowest, white: highest };
	return { black: 0, white };
}

/** The value of 255 where all values are 8-bit ones times a power of two, or repeated in both bytes; else null. */
function shiftedEightBits(used: readonly number[]): number | null {
	if (used.length === 0) return 255;
	if (used.every((value) => value % 257 === 0)) return 65535;
	const unit = 2 ** (depthOf(used[used.length - 1]) - 8);
	return used.every((value) => value % unit === 0) ? 255 * unit : null;
}

function depthOf(highest: number): number {
	return depths.find((depth) => highest < 2 ** depth) ?? 16;
}

/** Without the values at either end that lie a quarter of the range or more from the next: one, or few samples together. */
function withoutOutliers(used: readonly number[], counts: Uint32Array): readonly number[] {
	if (used.length < fewestGreys) return used;
	const gap = (used[used.length - 1] - used[0]) / 4;
	const few = markerShare * used.reduce((sum, value) => sum + counts[value], 0);
	const first = beyondGap(used, counts, { gap, few });
	const last = beyondGap(used.toReversed(), counts, { gap, few });
	return first + last < used.length ? used.slice(first, used.length - last) : used;
}

/** How many values at the beginning lie apart from all that follow. */
function beyondGap(
	used: readonly number[],
	counts: Uint32Array,
	{ gap, few }: { gap: number; few: number }
): number {
	let samples = 0;
	for (let place = 0; place < used.length - 1; place++) {
		samples += counts[used[place]];
		if (place > 0 && samples > few) return 0;
		if (Math.abs(used[place + 1] - used[place]) > gap) return place + 1;
	}
	return 0;
}
