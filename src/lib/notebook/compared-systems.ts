import { ENSEMBLE_SCHEMES, type EnsembleScheme } from '#lib/core/ensemble.ts';
import { ENSEMBLE, type System, type SystemId, type Systems } from './systems.svelte.ts';

/** Names the ensemble of one scheme, whichever is chosen on the page, e.g. `ensemble:mean`. */
export function ensembleId(scheme: EnsembleScheme): SystemId {
	return `${ENSEMBLE}:${scheme}`;
}

/** The scheme that an id of {@link ensembleId} names; null for other systems. */
export function schemeOfId(id: SystemId): EnsembleScheme | null {
	return ENSEMBLE_SCHEMES.find((scheme) => ensembleId(scheme) === id) ?? null;
}

/** A network, the chosen ensemble or the ensemble of a scheme; null where there is none of that name. */
export function comparedSystem(systems: Systems, id: SystemId): System | null {
	const scheme = schemeOfId(id);
	return scheme ? systems.ensembles[scheme] : systems.get(id);
}

/** Everything that can be compared: the networks, then every ensemble. */
export function comparedIds({ models }: Systems): SystemId[] {
	return [...models.map(({ id }) => id), ...ENSEMBLE_SCHEMES.map(ensembleId)];
}
