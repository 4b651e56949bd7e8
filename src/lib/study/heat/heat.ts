import { sampleMap, type MapAlignment } from '#lib/core/explain/grad-cam.ts';
import type { ModelResults } from '#lib/study/readings/model-results.svelte.ts';

/** Side of radiographs and heat maps in pixels. */
export const IMAGE_SIZE = 224;

/**
 * Heat map of one knee, network and grade at image size.
 * @returns 224 x 224 values 0-1, or null while the map is not here
 */
export function heatOf(
	results: ModelResults,
	row: number,
	grade: number,
	alignment: MapAlignment
): Float32Array | null {
	const map = results.explanations.map(row, grade);
	return map && sampleMap(map.values, map.grid, alignment, IMAGE_SIZE);
}
