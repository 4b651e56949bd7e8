import type { SystemReadings, Systems } from './systems.svelte.ts';

/** Knees that pass the filter and that every network has read, in the order of the set. */
export function rowsReadByAll({ modelReadings, rows }: Systems): number[] {
	return readByAll(modelReadings, rows);
}

/** Those of `rows` that every network has read. */
export function readByAll(
	networks: readonly Pick<SystemReadings, 'predictions'>[],
	rows: readonly number[]
): number[] {
	return rows.filter((row) => networks.every(({ predictions }) => predictions[row] >= 0));
}

/** Places of those of `rows` that are `wanted` too. Both ascend. */
export function placesAmong(rows: readonly number[], wanted: readonly number[]): number[] {
	const places: number[] = [];
	let next = 0;
	for (let i = 0; i < rows.length; i++) {
		while (next < wanted.length && wanted[next] < rows[i]) next++;
		if (wanted[next] === rows[i]) places.push(i);
	}
	return places;
}
