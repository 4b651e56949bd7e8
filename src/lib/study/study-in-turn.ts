import { Study } from './study.svelte.ts';
import type { Systems } from './systems/systems.svelte.ts';
import type { Place } from './turns.svelte.ts';

/** What of the systems changes with the readings, the filter, the rule and the ensemble. */
const CHANGING = [
	'scheme',
	'own',
	'rule',
	'decisionRule',
	'assumedPrior',
	'priors',
	'shares',
	'probabilityShares',
	'probabilityTarget',
	'modelReadings',
	'models',
	'weightsSource',
	'weights',
	'ensembles',
	'ownCombination',
	'ownSystem',
	'choices',
	'ensemble',
	'combination',
	'all',
	'rows'
] as const satisfies readonly (keyof Systems)[];

/** Reads everything that cells follow, so that an effect runs again when any of it changes. */
export function followSystems(systems: Systems): void {
	for (const key of CHANGING) void systems[key];
}

/** The study as a cell at this place sees it: its systems follow when it is the place's turn. Made while a component is set up. */
export function studyInTurn(study: Study, place: Place): Study {
	const systems = systemsInTurn(study.systems, place);
	return new Proxy(study, {
		get(target, key) {
			if (key === 'systems') return systems;
			const value: unknown = Reflect.get(target, key, target);
			const isMethod = typeof value === 'function' && Object.hasOwn(Study.prototype, key);
			return isMethod ? value.bind(target) : value;
		},
		set: (target, key, value) => Reflect.set(target, key, value, target)
	});
}

/** The methods of `Systems` read its public members alone, so that they answer from what is kept here too. */
function systemsInTurn(systems: Systems, place: Place): Systems {
	const kept = new Map<PropertyKey, () => unknown>(
		CHANGING.map((key) => [key, place.keep(() => systems[key])])
	);
	return new Proxy(systems, {
		get: (target, key) => (kept.get(key) ?? (() => Reflect.get(target, key, target) as unknown))(),
		set: (target, key, value) => Reflect.set(target, key, value, target)
	});
}
