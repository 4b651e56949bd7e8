import type { BootstrapOptions } from '#lib/core/statistics/bootstrap.ts';
import { clusteredMean, type ClusteredMean } from '#lib/core/statistics/clustered-mean.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { sampleMap, shareInMask } from './grad-cam.ts';
import type { CountedShare, HeatOnMasks, HeatShare } from '#lib/core/records/model-checks.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import type { Box } from '#lib/core/records/test-set.ts';

/**
 * A mask grown by a disc: all pixels whose centre is at most `radius` from the centre of a pixel inside;
 * `scipy.ndimage.binary_dilation` with that disc.
 *
 * @param mask row-major `[size, size]`, not 0 is inside
 * @param radius in pixels
 */
export function widenMask(
	mask: ArrayLike<number>,
	size: number,
	radius: number
): Uint8Array<ArrayBuffer> {
	const reach = Math.floor(radius);
	const halves = Array.from({ length: 2 * reach + 1 }, (_, i) =>
		Math.floor(Math.sqrt(radius ** 2 - (i - reach) ** 2))
	);
	const widened = new Uint8Array(mask.length);
	for (let i = 0; i < mask.length; i++) {
		if (!mask[i]) continue;
		const column = i % size;
		const row = (i - column) / size;
		for (let y = Math.max(row - reach, 0); y <= Math.min(row + reach, size - 1); y++) {
			const half = halves[y - row + reach];
			const first = y * size + Math.max(column - half, 0);
			widened.fill(1, first, y * size + Math.min(column + half, size - 1) + 1);
		}
	}
	return widened;
}

/**
 * Share that a mask covers, 0-1, of the part of a picture that a network reads: of heat spread evenly over it, so much lies
 * inside the mask.
 *
 * @param mask row-major `[size, size]`, not 0 is inside
 * @param seen of a `FeatureGrid` of a picture of this size; the whole picture where absent
 */
export function maskArea(mask: ArrayLike<number>, size: number, seen?: Box): number {
	const { x0, y0, x1, y1 } = seen ?? { x0: 0, y0: 0, x1: size, y1: size };
	let inside = 0;
	for (let y = y0; y < y1; y++) {
		for (let x = x0; x < x1; x++) if (mask[y * size + x]) inside++;
	}
	return inside / ((x1 - x0) * (y1 - y0));
}

/** Share of a picture that a network reads, 0-1. */
export function readArea(size: number, seen?: Box): number {
	return seen ? ((seen.x1 - seen.x0) * (seen.y1 - seen.y0)) / size ** 2 : 1;
}

/**
 * The pixel in which an aligned map is hottest. Its maximum lies at the centre of a cell; beyond the
 * outermost centres the drawn map holds that value up to the edge of the picture, and the centre stands for
 * this plateau.
 *
 * @param map row-major `[rows, columns]` of the grid; the first cell wins a tie
 * @param size side of the picture the grid refers to
 * @returns index into row-major `[size, size]`; null for a map that is zero everywhere
 */
export function peakPixel(map: ArrayLike<number>, grid: FeatureGrid, size: number): number | null {
	let peak = -1;
	for (let i = 0; i < map.length; i++) {
		if (map[i] > (peak < 0 ? 0 : map[peak])) peak = i;
	}
	if (peak < 0) return null;
	const within = (centre: number) => Math.min(Math.max(Math.round(centre), 0), size - 1);
	const column = within(grid.offsetX + grid.strideX * (peak % grid.columns));
	const row = within(grid.offsetY + grid.strideY * Math.floor(peak / grid.columns));
	return row * size + column;
}

/** How the heat of one knee lies on one mask. */
export interface HeatOnMask {
	subject: string;
	/** The peak lies inside the widened mask; false for a map that is zero everywhere. */
	hit: boolean;
	/** Share of the heat inside the mask as it is; null for a map that is zero everywhere. */
	heat: number | null;
	/** Share of the part that is read, 0-1, of the mask and of the widened mask. */
	area: number;
	widenedArea: number;
}

export interface LesionMask {
	mask: Uint8Array;
	widened: Uint8Array;
}

/** @param map the cells of one grade's map, drawn aligned on a picture of `size` pixels a side */
export function heatOnMask(
	subject: string,
	map: ArrayLike<number>,
	grid: FeatureGrid,
	{ mask, widened }: LesionMask,
	size: number
): HeatOnMask {
	const peak = peakPixel(map, grid, size);
	return {
		subject,
		hit: peak !== null && widened[peak] !== 0,
		heat: shareInMask(sampleMap(map, grid, 'aligned', size), mask),
		area: maskArea(mask, size, grid.seen),
		widenedArea: maskArea(widened, size, grid.seen)
	};
}

/** The figures of many knees; null for none. */
export function summariseHeat(
	judged: readonly HeatOnMask[],
	options: BootstrapOptions = {}
): HeatOnMasks | null {
	if (judged.length === 0) return null;
	const warm = judged.filter(({ heat }) => heat !== null);
	return {
		peak: hitShare(judged),
		heat: heatShare(
			clusteredMean(
				warm.map(({ heat }) => heat!),
				warm.map(({ subject }) => subject),
				options
			)
		),
		maskArea: mean(judged.map(({ area }) => area)),
		widenedArea: mean(judged.map(({ widenedArea }) => widenedArea))
	};
}

/** As cards keep it. */
export function heatShare(mean: ClusteredMean | null): HeatShare | null {
	if (!mean) return null;
	const { interval, ...of } = mean;
	return { ...of, lower: interval?.lower ?? null, upper: interval?.upper ?? null };
}

function hitShare(judged: readonly HeatOnMask[]): CountedShare {
	const hits = judged.filter(({ hit }) => hit).length;
	const knees = judged.length;
	const subjects = judged.map(({ subject }) => subject);
	return {
		hits,
		knees,
		subjects: new Set(subjects).size,
		share: hits / knees,
		...clusteredShareInterval(hits, subjects)!
	};
}

function mean(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
