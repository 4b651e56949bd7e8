import type { CheckedReadings } from './network-readings.ts';

/** The cells of the map of one grade for one knee. */
export function mapOf({ maps, grid }: CheckedReadings, row: number, grade: number): Float32Array {
	const cells = grid.rows * grid.columns;
	const start = (row * 5 + grade) * cells;
	return maps.subarray(start, start + cells);
}
