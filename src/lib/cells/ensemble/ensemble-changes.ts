import type { Estimate, Verdict } from '#lib/charts/interval-scale.ts';
import type { PairedComparison } from '#lib/core/paired-comparison.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import { comparisonOf } from '#lib/notebook/system-estimates.ts';
import type { System } from '#lib/notebook/systems.svelte.ts';

/** Balanced accuracy of the chosen ensemble minus that of one network. */
export interface EnsembleChange {
	model: System;
	difference: Estimate;
	verdict: Verdict;
}

/** The chosen ensemble against each network; those that are not known yet are left out. */
export function ensembleChanges(study: Study): EnsembleChange[] {
	return study.systems.models.flatMap((model) => {
		const comparison = comparisonOf(study, study.systems.scheme, model.id);
		if (!comparison?.difference) return [];
		const { estimate, lower, upper } = comparison.difference;
		return [
			{ model, difference: { value: estimate, lower, upper }, verdict: verdictOf(comparison) }
		];
	});
}

/** How the first of two systems that have both been read stands to the second. */
export function verdictOf({ verdict }: PairedComparison): Verdict {
	if (verdict === 'first better') return 'better';
	return verdict === 'second better' ? 'worse' : 'tied';
}
