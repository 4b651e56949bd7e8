import type { KneeTable } from './knee-table.ts';
import type { Systems } from './systems.svelte.ts';

/** Evaluated knees that every network has read, in the order of the set. */
export function rowsReadByAll(table: KneeTable, { models }: Systems): number[] {
	return table.evaluatedRows.filter((row) =>
		models.every(({ predictions }) => predictions[row] >= 0)
	);
}
