import type { EnsembleScheme } from '#lib/core/ensemble.ts';
import { formatCount } from '#lib/core/format.ts';
import { GRADES } from '#lib/core/grades.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';

/** Short names for the switch. */
export const SCHEME_LABELS: Readonly<Record<EnsembleScheme, string>> = {
	mean: 'Mean',
	accuracy: 'Accuracy',
	f1: 'F1'
};

/** The definition in a line; the original's own. */
export const SCHEME_DEFINITIONS: Readonly<Record<EnsembleScheme, string>> = {
	mean: 'The score of a grade is the mean of the networks’ probabilities of it.',
	accuracy:
		'Each network’s probability of a grade is weighted by its recall of that grade, as a share of the networks’ recalls together. The original calls this accuracy.',
	f1: 'Each network’s probability of a grade is weighted by its F1 of that grade, as a share of the networks’ F1 together.'
};

/** Where the weights of the chosen scheme come from, and what to mind about them. */
export function weightsText({ systems, table }: Study): string {
	const { scheme, weightsSource } = systems;
	if (scheme === 'mean') return 'Nothing is measured: every network counts alike.';
	switch (weightsSource.kind) {
		case 'equal':
			return 'Neither validation knees nor stored validation figures are known, so every network counts alike.';
		case 'cards':
			return 'From the validation figures stored with the networks.';
		case 'val':
			return `From ${formatCount(weightsSource.knees)} validation knees${
				table.evaluated === 'val' ? ', the very knees shown here: the ensemble looks too good' : ''
			}.`;
	}
}

/** "No network has any F1 for Severe; there all count alike."; empty where every grade has weights. */
export function equalClassesText({ systems }: Study): string {
	const { scheme } = systems;
	const names = systems.weights[scheme].equalClasses.map((grade) => GRADES[grade].name);
	if (names.length === 0) return '';
	const metric = scheme === 'accuracy' ? 'recall' : 'F1';
	return `No network has any ${metric} for ${names.join(' and ')}; there all count alike.`;
}
