import { testText } from '#lib/words/verdict-words.ts';
import type { Estimate, Verdict } from '#lib/charts/intervals/interval-scale.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { comparisonOf } from '#lib/study/systems/system-estimates.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** Balanced accuracy of the chosen ensemble minus that of one network. */
export interface EnsembleChange {
	model: System;
	/** With its adjusted interval. */
	difference: Estimate;
	verdict: Verdict;
	/** Of the test, e.g. "adjusted p = .16". */
	note: string;
}

/** The chosen ensemble against each network; those that are not known yet are left out. */
export function ensembleChanges(study: Study): EnsembleChange[] {
	return study.systems.models.flatMap((model) => {
		const comparison = comparisonOf(study, study.systems.scheme, model.id);
		if (!comparison?.difference || !comparison.test) return [];
		const { difference, adjusted, test, verdict } = comparison;
		const value = difference.estimate;
		return [
			{
				model,
				difference: { value, ...(adjusted ?? { lower: value, upper: value }) },
				verdict: verdictOf(comparison),
				note: testText(test, verdict)
			}
		];
	});
}

/** How the first of two systems that have both been read stands to the second. */
export function verdictOf({ verdict }: PairedComparison): Verdict {
	if (verdict === 'first better') return 'better';
	if (verdict === 'second better') return 'worse';
	return verdict === 'borderline' ? 'borderline' : 'no significant difference';
}
