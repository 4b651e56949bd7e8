import { countedMembers } from '#lib/core/combine/combination.ts';
import type { MapAlignment } from '#lib/core/explain/grad-cam.ts';
import { heatOf } from './heat.ts';
import type { ModelResults } from '#lib/study/readings/model-results.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { ENSEMBLE, type SystemId } from '#lib/study/systems/systems.svelte.ts';

/** A network whose heat counts, and how much for each grade. */
export interface HeatMember {
	results: ModelResults;
	/** `[class]`, 0-1; over all members those of a class sum to 1. */
	weights: readonly number[];
}

/** Whose maps a system's heat is made of: a network's own, or those of all with the weights of the chosen ensemble. */
export function heatMembers(
	{ results, systems, table }: Study,
	system: SystemId
): readonly HeatMember[] {
	if (system !== ENSEMBLE) {
		return results
			.filter(({ name }) => name === system)
			.map((one) => ({ results: one, weights: new Array<number>(table.classCount).fill(1) }));
	}
	const { combination } = systems;
	return countedMembers(combination).map((m) => ({
		results: results[m],
		weights: combination.table[m]
	}));
}

/**
 * Heat of several networks for one grade. An ensemble of finished networks has no Grad-CAM of its own; this is
 * our definition: each network's map, divided by its own peak, is placed on the image, and they are averaged
 * with the ensemble's weights for the grade. It reaches 1 only where all peaks fall together.
 *
 * @returns 224 x 224 values 0-1, or null while one of the maps is not here
 */
export function ensembleHeat(
	members: readonly HeatMember[],
	row: number,
	grade: number,
	alignment: MapAlignment
): Float32Array | null {
	if (members.length === 0) return null;
	if (members.length === 1) return heatOf(members[0].results, row, grade, alignment);
	let sum: Float32Array | null = null;
	for (const { results, weights } of members) {
		const heat = heatOf(results, row, grade, alignment);
		if (!heat) return null;
		sum ??= new Float32Array(heat.length);
		for (let i = 0; i < heat.length; i++) sum[i] += weights[grade] * heat[i];
	}
	return sum;
}
