import type { Systems } from './systems.svelte.ts';

/** Knees that pass the filter and that every network has read, in the order of the set. */
export function rowsReadByAll(systems: Systems): number[] {
	return readByAll(systems, systems.rows);
}

/** Those of `rows` that every network has read. */
export function readByAll({ models }: Systems, rows: readonly number[]): number[] {
	return rows.filter((row) => models.every(({ predictions }) => predictions[row] >= 0));
}
