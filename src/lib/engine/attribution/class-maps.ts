import type { ClassMaps } from '#lib/core/records/attribution.ts';

export interface MapsShape {
	classes: number;
	cells: number;
}

/** Maps of `count` images, all zero. */
export function allocateMaps(count: number, { classes, cells }: MapsShape): ClassMaps {
	return {
		values: new Float32Array(count * classes * cells),
		peaks: new Float32Array(count * classes)
	};
}

/**
 * Writes the maps of the first `rows` images of a batch to those from image `start` on, each divided by its peak.
 *
 * @param raw `[n, cells, classes]` as `PassAttribution.attributeAll` gives them
 */
export function fillMaps(
	{ values, peaks }: ClassMaps,
	start: number,
	rows: number,
	raw: Float32Array,
	{ classes, cells }: MapsShape
): void {
	for (let row = 0; row < rows; row++) {
		const image = raw.subarray(row * cells * classes, (row + 1) * cells * classes);
		for (let target = 0; target < classes; target++) {
			const index = (start + row) * classes + target;
			const map = values.subarray(index * cells, (index + 1) * cells);
			for (let cell = 0; cell < cells; cell++) map[cell] = image[cell * classes + target];
			peaks[index] = divideByPeak(map);
		}
	}
}

/**
 * Divides a map without negative values by its largest, unless that is zero.
 *
 * @returns the largest value before
 */
export function divideByPeak(map: Float32Array): number {
	const peak = map.reduce((largest, value) => Math.max(largest, value), 0);
	if (peak > 0) for (let cell = 0; cell < map.length; cell++) map[cell] /= peak;
	return peak;
}
