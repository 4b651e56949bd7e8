import type { SystemReadings } from '#lib/study/systems/systems.svelte.ts';

/** Those of `rows` that every network has read, in their order. */
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
