import { WAY_DEFINITIONS, weightsText } from '#lib/words/scheme-text.ts';
import { isWeighted, type OwnEnsemble } from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** How one's own ensemble combines, of whom, on what scale, and where its weights come from; empty without one. */
export function ownEnsembleText(study: Study): string {
	const { models, own } = study.systems;
	if (!own) return '';
	const without = own.without === null ? 'No network is' : `${models[own.without].title} is`;
	return [
		WAY_DEFINITIONS[own.way],
		`${without} left out.`,
		sumText(own),
		`Weights: ${weightsText(study, 'own')}`
	].join(' ');
}

function sumText(own: OwnEnsemble): string {
	if (!isWeighted(own)) return 'The scores of a knee sum to 1.';
	return own.sumToOne
		? 'The scores of a knee are divided by their sum, so that they sum to 1.'
		: 'The scores of a knee are used as they are and need not sum to 1.';
}
