import { sharedAxis, type Axis } from '#lib/charts/intervals/interval-scale.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { estimateOf, type SystemEstimate } from '#lib/study/systems/system-estimates.ts';
import { namedSystems } from './metrics-table.ts';

/** Half the room left for an interval that is not known yet. */
const ROOM = 0.05;

/** One axis of balanced accuracy for all networks and all ensembles, so that cells can be compared. */
export function balancedAccuracyAxis(study: Study): Axis {
	const estimates = namedSystems(study, true).map(({ system, scheme }) =>
		estimateOf(study, system, 'balancedAccuracy', scheme ?? undefined)
	);
	return sharedAxis(estimates.flatMap(extent));
}

function extent({ value, interval }: SystemEstimate) {
	if (value === null) return [];
	return [{ value, ...(interval ?? { lower: value - ROOM, upper: value + ROOM }) }];
}
