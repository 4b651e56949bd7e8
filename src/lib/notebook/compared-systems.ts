import type { EnsembleScheme } from '#lib/core/ensemble.ts';
import { ENSEMBLE, type System, type SystemId, type Systems } from './systems.svelte.ts';

const PREFIX = `${ENSEMBLE}:`;

/** Names the ensemble of one scheme, whichever is chosen on the page, e.g. `ensemble:mean`. */
export function ensembleId(scheme: EnsembleScheme): SystemId {
	return `${PREFIX}${scheme}`;
}

/** The scheme that an id of {@link ensembleId} names; null for other systems. */
export function schemeOfId(id: SystemId): EnsembleScheme | null {
	return id.startsWith(PREFIX) ? (id.slice(PREFIX.length) as EnsembleScheme) : null;
}

/** A network, the chosen ensemble or the ensemble of a scheme; null where there is none of that name. */
export function comparedSystem(systems: Systems, id: SystemId): System | null {
	const scheme = schemeOfId(id);
	return scheme ? (systems.ensembles[scheme] ?? null) : systems.get(id);
}

/** Everything that can be compared: the networks, then every ensemble. */
export function comparedIds({ models, ensembles }: Systems): SystemId[] {
	const schemes = Object.keys(ensembles) as EnsembleScheme[];
	return [...models.map(({ id }) => id), ...schemes.map(ensembleId)];
}
