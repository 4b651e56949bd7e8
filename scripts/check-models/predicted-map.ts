import type { CheckedReadings } from './network-readings.ts';

/** The cells of the map of one class for one knee. */
export function mapOf(
	{ maps, grid, classCount }: CheckedReadings,
	row: number,
	grade: number
): Float32Array {
	const cells = grid.rows * grid.columns;
	const start = (row * classCount + grade) * cells;
	return maps.subarray(start, start + cells);
}
