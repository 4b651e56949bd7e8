import { standardise } from '#lib/core/image/exposure.ts';
import { measuredOffset, type Strips } from '#lib/core/explain/heat-centres.ts';
import { READING_METHOD } from '#lib/core/explain/attribution-methods.ts';
import type { ClassMaps } from '#lib/core/records/attribution.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { HeatCentre, InputPreparation } from '#lib/core/records/model-card.ts';
import { Random } from '#lib/core/statistics/random.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import { imageSize } from '#lib/data/images/grey-png.ts';
import type { EngineReader } from '#lib/runtime/reader/reader.ts';

/** With 24, the place of a cell that sees far differs by 5 px from draw to draw. */
const MEASURED_KNEES = 96;
const STRIP = 8;
const SEED = 1;
const imagePixels = imageSize * imageSize;

type Axis = 'x' | 'y';

/** Images of knees, `[rows, 224, 224]`, grey 0-255, by their places among `count`. */
export interface KneeImages {
	count: number;
	read(rows: readonly number[]): Promise<Uint8Array>;
}

export interface HeatCentreOptions {
	/** Knees drawn from the images, with replacement. */
	knees?: number;
	/** Told how many of all passes over a knee are done. */
	onProgress?: (done: number, total: number) => void;
}

/**
 * Where the cells of a network's heat maps look, measured: strips of knees are covered with the mean grey, one
 * after the other, and how much the heat of a cell changes tells how much of it comes from there. The knees are
 * rolled by amounts drawn at random, so that what they show where plays no part.
 *
 * @param reader that has been started
 * @returns null where no strip changes any heat
 */
export async function measureHeatCentre(
	reader: Pick<EngineReader, 'add' | 'readImages'>,
	graph: LayerGraph,
	{ exposure, preprocessing }: InputPreparation,
	images: KneeImages,
	{ knees: drawn = MEASURED_KNEES, onProgress }: HeatCentreOptions = {}
): Promise<HeatCentre | null> {
	const knees = await rolledKnees(images, drawn, exposure === 'standardised');
	const preparation = { exposure: 'as-is', preprocessing } as const;
	const { name, grid } = await reader.add(graph.name, async () => graph, preparation, '');
	let done = 0;
	const offsetAlong = async (axis: Axis): Promise<number | null> => {
		const strips = stripsOf(grid, axis);
		const [cells, offset, stride] =
			axis === 'x'
				? [grid.columns, grid.offsetX, grid.strideX]
				: [grid.rows, grid.offsetY, grid.strideY];
		const influence = Array.from({ length: cells }, () => new Float64Array(strips.count));
		for (const knee of knees) {
			const covered = Array.from({ length: strips.count }, (_, i) =>
				coverStrip(knee, axis, strips.from + strips.width * i)
			);
			const images = joined([knee, ...covered]);
			const { maps, readings } = await reader.readImages(name, images, READING_METHOD);
			addInfluence(influence, maps, maps.peaks.length / readings.count, grid, axis);
			onProgress?.(++done, 2 * knees.length);
		}
		return measuredOffset(influence, strips, { offset, stride });
	};
	const x = await offsetAlong('x');
	const y = await offsetAlong('y');
	return x === null || y === null ? null : { x: tenth(x), y: tenth(y) };
}

async function rolledKnees(
	images: KneeImages,
	count: number,
	standardised: boolean
): Promise<Uint8Array[]> {
	const random = Random.fromSeed(SEED);
	const chosen = Array.from({ length: count }, () => random.integer(images.count));
	const pixels = await images.read(chosen);
	const exposed = standardised ? standardise(pixels) : pixels;
	return chosen.map((_, i) => {
		const image = exposed.subarray(i * imagePixels, (i + 1) * imagePixels);
		return rolled(image, random.integer(imageSize), random.integer(imageSize));
	});
}

/** Moved right and down; what leaves on one side comes in on the other. */
function rolled(image: Uint8Array, right: number, down: number): Uint8Array {
	return image.map((_, i) => {
		const row = (Math.floor(i / imageSize) + imageSize - down) % imageSize;
		const column = ((i % imageSize) + imageSize - right) % imageSize;
		return image[row * imageSize + column];
	});
}

/** Of the part that is read. */
function stripsOf({ seen }: FeatureGrid, axis: Axis): Strips {
	const [from, to] = !seen
		? [0, imageSize]
		: axis === 'x'
			? [seen.x0, seen.x1]
			: [seen.y0, seen.y1];
	return { from, width: STRIP, count: Math.floor((to - from) / STRIP) };
}

function coverStrip(image: Uint8Array, axis: Axis, start: number): Uint8Array {
	const mean = Math.round(image.reduce((sum, grey) => sum + grey, 0) / imagePixels);
	return image.map((grey, i) => {
		const at = axis === 'x' ? i % imageSize : Math.floor(i / imageSize);
		return at >= start && at < start + STRIP ? mean : grey;
	});
}

function joined(images: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(images.length * imagePixels);
	images.forEach((image, i) => all.set(image, i * imagePixels));
	return all;
}

/**
 * Adds, for every column or row of cells, what share of all squared change of its heat each strip makes; every knee
 * counts alike.
 *
 * @param maps of the knee as it is, then with each strip covered
 */
function addInfluence(
	influence: readonly Float64Array[],
	{ values, peaks }: ClassMaps,
	classes: number,
	{ rows, columns }: FeatureGrid,
	axis: Axis
): void {
	const cells = rows * columns;
	const heat = (image: number, target: number, cell: number) =>
		values[(image * classes + target) * cells + cell] * peaks[image * classes + target];
	for (const [place, shares] of influence.entries()) {
		const change = shares.map((_, strip) => {
			let sum = 0;
			for (let cell = 0; cell < cells; cell++) {
				if ((axis === 'x' ? cell % columns : Math.floor(cell / columns)) !== place) continue;
				for (let target = 0; target < classes; target++) {
					sum += (heat(strip + 1, target, cell) - heat(0, target, cell)) ** 2;
				}
			}
			return sum;
		});
		const all = change.reduce((sum, one) => sum + one, 0);
		if (all > 0) change.forEach((one, strip) => (shares[strip] += one / all));
	}
}

function tenth(pixels: number): number {
	return Math.round(pixels * 10) / 10;
}
