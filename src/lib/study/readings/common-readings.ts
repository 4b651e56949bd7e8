import { comparedIds, comparedSystem } from '#lib/study/systems/compared-systems.ts';
import type { System, SystemId, Systems } from '#lib/study/systems/systems.svelte.ts';

/** The readers that have read anything, and the knees that all of them have read. */
export interface CommonReadings {
	/** As in `comparedIds`: the networks, then every ensemble. */
	ids: SystemId[];
	/** `[ids]` */
	systems: System[];
	/** Evaluated rows that pass the filter. */
	rows: number[];
}

/** A system that has read nothing is left out, so that the others can still be compared. */
export function commonReadings(systems: Systems): CommonReadings {
	const all = comparedIds(systems)
		.map((id) => ({ id, system: comparedSystem(systems, id) }))
		.filter((entry): entry is { id: SystemId; system: System } => (entry.system?.known ?? 0) > 0);
	return {
		ids: all.map(({ id }) => id),
		systems: all.map(({ system }) => system),
		rows:
			all.length === 0
				? []
				: systems.rows.filter((row) => all.every(({ system }) => system.predictions[row] >= 0))
	};
}
