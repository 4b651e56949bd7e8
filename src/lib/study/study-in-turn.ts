import type { Study } from './study.svelte.ts';
import { systemsInTurn } from './systems/systems-in-turn.svelte.ts';
import type { Place } from './turns.svelte.ts';

/** The study as a cell at this place sees it: its systems follow when it is the place's turn. Made while a component is set up. */
export function studyInTurn(study: Study, place: Place): Study {
	return {
		...study,
		systems: systemsInTurn(study.systems, place),
		scale: study.scale,
		get agreements() {
			return study.agreements;
		},
		get missingCompute() {
			return study.missingCompute;
		},
		set missingCompute(missing) {
			study.missingCompute = missing;
		},
		get warnings() {
			return study.warnings;
		},
		set warnings(warnings) {
			study.warnings = warnings;
		},
		truthOf: (row) => study.truthOf(row),
		warn: (what, thrown) => study.warn(what, thrown),
		unwarn: (warning) => study.unwarn(warning),
		dispose: () => study.dispose()
	};
}
