import type { Systems } from './systems.svelte.ts';

/** Knees that pass the filter and that every network has read, in the order of the set. */
export function rowsReadByAll({ models, rows }: Systems): number[] {
	return rows.filter((row) => models.every(({ predictions }) => predictions[row] >= 0));
}
