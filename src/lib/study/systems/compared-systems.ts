import { ENSEMBLE_SCHEMES } from '#lib/core/combine/ensemble.ts';
import type { EnsembleChoice } from './own-ensemble.ts';
import { ENSEMBLE, type System, type SystemId, type Systems } from './systems.svelte.ts';

const CHOICES: readonly EnsembleChoice[] = [...ENSEMBLE_SCHEMES, 'own'];

/** Names one ensemble, whichever is chosen on the page, e.g. `ensemble:mean`. */
export function ensembleId(scheme: EnsembleChoice): SystemId {
	return `${ENSEMBLE}:${scheme}`;
}

/** Which ensemble an id of {@link ensembleId} names; null for other systems. */
export function schemeOfId(id: SystemId): EnsembleChoice | null {
	return CHOICES.find((scheme) => ensembleId(scheme) === id) ?? null;
}

/** A network, the chosen ensemble or one of all ensembles; null where there is none of that name. */
export function comparedSystem(systems: Systems, id: SystemId): System | null {
	const scheme = schemeOfId(id);
	return scheme ? systems.ensembleOf(scheme) : systems.get(id);
}

/** Whether a system's scores count votes of the networks: shares that are no probabilities. */
export function countsVotes(systems: Systems, id: SystemId): boolean {
	const choice = id === ENSEMBLE ? systems.scheme : schemeOfId(id);
	return choice !== null && systems.combinationOf(choice)?.pool === 'vote';
}

/** Everything that can be compared: the networks, then every ensemble. */
export function comparedIds({ models, choices }: Systems): SystemId[] {
	return [...models.map(({ id }) => id), ...choices.map(ensembleId)];
}
