import type { FeatureGrid } from '#lib/core/records/study.ts';

/**
 * `aligned`: every cell at the centre of its receptive field. `stretched`: the grid spread evenly over the
 * whole image, as most published code does; wrong for networks with unpadded convolutions.
 */
export type MapAlignment = 'aligned' | 'stretched';

/**
 * ReLU, then division by the maximum (Selvaraju et al., ICCV 2017); a map without positive values stays zero.
 *
 * @param map any values
 * @returns same length, 0-1
 * @throws RangeError when a value is not finite
 */
export function normaliseMap(map: ArrayLike<number>): Float32Array<ArrayBuffer> {
	let max = 0;
	for (let i = 0; i < map.length; i++) {
		if (!Number.isFinite(map[i])) {
			throw new RangeError(`The heat map holds ${map[i]} at cell ${i}; run the network again.`);
		}
		max = Math.max(max, map[i]);
	}
	const normalised = new Float32Array(map.length);
	if (max > 0) {
		for (let i = 0; i < map.length; i++) normalised[i] = Math.max(map[i], 0) / max;
	}
	return normalised;
}

/**
 * A small map drawn over its image by bilinear interpolation.
 *
 * Aligned, cell (i, j) keeps its value at pixel `(offset + stride * i)` and beyond the outermost centres the
 * value of the edge is held. Stretched over what the network reads of the image, it equals `tf.image.resize` (TF 2),
 * `cv2.resize` with INTER_LINEAR and `torch.nn.functional.interpolate(mode='bilinear', align_corners=False)`. What
 * the network does not read is 0.
 *
 * @param map row-major `[rows, columns]` of the grid
 * @param inputSize side in pixels of the image the grid refers to
 * @param outputSize side in pixels of the picture wanted
 * @returns row-major `[outputSize, outputSize]`, in the range of the map
 * @throws RangeError when the map is not of the grid's size
 */
export function sampleMap(
	map: ArrayLike<number>,
	grid: FeatureGrid,
	alignment: MapAlignment,
	inputSize: number,
	outputSize: number = inputSize
): Float32Array<ArrayBuffer> {
	requireLength(map, grid.rows * grid.columns);
	const { rows, columns, offsetX, offsetY, strideX, strideY } = grid;
	const { x0, y0, x1, y1 } = grid.seen ?? { x0: 0, y0: 0, x1: inputSize, y1: inputSize };
	const scale = inputSize / outputSize;
	const aligned = alignment === 'aligned';
	const x = aligned
		? tapsOf(columns, outputSize, scale, offsetX, strideX)
		: tapsOf(columns, outputSize, scale, ...spread(x0, x1, columns));
	const y = aligned
		? tapsOf(rows, outputSize, scale, offsetY, strideY)
		: tapsOf(rows, outputSize, scale, ...spread(y0, y1, rows));
	const isSeen = (i: number, from: number, to: number) =>
		(i + 0.5) * scale > from && (i + 0.5) * scale < to;

	const sampled = new Float32Array(outputSize * outputSize);
	for (let row = 0; row < outputSize; row++) {
		if (!isSeen(row, y0, y1)) continue;
		const upper = y[row].low * columns;
		const lower = y[row].high * columns;
		const down = y[row].weight;
		for (let column = 0; column < outputSize; column++) {
			if (!isSeen(column, x0, x1)) continue;
			const { low, high, weight } = x[column];
			const above = map[upper + low] + weight * (map[upper + high] - map[upper + low]);
			const below = map[lower + low] + weight * (map[lower + high] - map[lower + low]);
			sampled[row * outputSize + column] = above + down * (below - above);
		}
	}
	return sampled;
}

/**
 * A picture mirrored left to right. Mirror what {@link sampleMap} gives, not the cells before it: aligned
 * cells do not lie symmetrically on the image.
 *
 * @param map row-major `[rows, columns]`
 */
export function mirrorMap(
	map: ArrayLike<number>,
	rows: number,
	columns: number
): Float32Array<ArrayBuffer> {
	requireLength(map, rows * columns);
	const mirrored = new Float32Array(map.length);
	for (let i = 0; i < map.length; i++) {
		const column = i % columns;
		mirrored[i - column + columns - 1 - column] = map[i];
	}
	return mirrored;
}

/**
 * Mean of maps, cell by cell. Sampling is linear, so the mean of many maps of one side can be taken before
 * {@link sampleMap}.
 *
 * @param maps equally long
 * @returns null for no maps
 */
export function meanMap(maps: readonly ArrayLike<number>[]): Float32Array<ArrayBuffer> | null {
	if (maps.length === 0) return null;
	const sum = new Float64Array(maps[0].length);
	for (const map of maps) {
		requireLength(map, sum.length);
		for (let i = 0; i < sum.length; i++) sum[i] += map[i];
	}
	return Float32Array.from(sum, (value) => value / maps.length);
}

/**
 * Share of a map's heat inside a mask, 0-1; null for a map that is zero everywhere.
 *
 * @param mask same length, not 0 is inside
 */
export function shareInMask(map: ArrayLike<number>, mask: ArrayLike<number>): number | null {
	requireLength(mask, map.length);
	let inside = 0;
	let all = 0;
	for (let i = 0; i < map.length; i++) {
		all += map[i];
		if (mask[i]) inside += map[i];
	}
	return all > 0 ? inside / all : null;
}

/**
 * Whether a map's highest pixel (the first, where several are) lies inside a mask; null for a map that is
 * zero everywhere.
 *
 * @param mask same length, not 0 is inside
 */
export function peakInMask(map: ArrayLike<number>, mask: ArrayLike<number>): boolean | null {
	requireLength(mask, map.length);
	let peak = -1;
	for (let i = 0; i < map.length; i++) {
		if (map[i] > (peak < 0 ? 0 : map[peak])) peak = i;
	}
	return peak < 0 ? null : Boolean(mask[peak]);
}

/** The two cells a pixel lies between and how far it is on the way from low to high. */
interface Tap {
	low: number;
	high: number;
	weight: number;
}

/** Centre of the first of so many cells that fill pixels `from` to `to`, and their distance. */
function spread(from: number, to: number, cells: number): [offset: number, stride: number] {
	const stride = (to - from) / cells;
	return [from + stride / 2 - 0.5, stride];
}

function tapsOf(
	cells: number,
	outputSize: number,
	scale: number,
	offset: number,
	stride: number
): Tap[] {
	return Array.from({ length: outputSize }, (_, i) =>
		tapAt(((i + 0.5) * scale - 0.5 - offset) / stride, cells)
	);
}

function tapAt(position: number, cells: number): Tap {
	const held = Math.min(Math.max(position, 0), cells - 1);
	const low = Math.floor(held);
	return { low, high: Math.min(low + 1, cells - 1), weight: held - low };
}

function requireLength(values: ArrayLike<number>, length: number): void {
	if (values.length === length) return;
	throw new RangeError(`A map of ${length} cells was expected; this one has ${values.length}.`);
}
