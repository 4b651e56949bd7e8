import { SPLIT_NAMES } from '#lib/cells/ensemble/split-names.ts';
import { WAY_DEFINITIONS } from '#lib/cells/ensemble/scheme-text.ts';
import { formatCount } from '#lib/core/format.ts';
import { isFittedToShown, isWeighted, type OwnEnsemble } from '#lib/notebook/own-ensemble.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';

/** How one's own ensemble combines, of whom, on what scale, and where its weights come from; empty without one. */
export function ownEnsembleText(study: Study): string {
	const { models, own } = study.systems;
	if (!own) return '';
	const without = own.without === null ? 'No network is' : `${models[own.without].title} is`;
	return [
		WAY_DEFINITIONS[own.way],
		`${without} left out.`,
		sumText(own),
		weightsText(own, study)
	].join(' ');
}

/** What to mind while there is an ensemble whose weights were chosen by the knees shown; empty where there is none. */
export function ownNoLongerTest({ systems: { own }, table }: Study): string {
	if (!isFittedToShown(own)) return '';
	return `The weights of your own ensemble were chosen by the ${SPLIT_NAMES[table.evaluated]} knees of this report: what it reaches on them is no longer a test.`;
}

function sumText(own: OwnEnsemble): string {
	if (!isWeighted(own)) return 'The scores of a knee sum to 1.';
	return own.sumToOne
		? 'The scores of a knee are divided by their sum, so that they sum to 1.'
		: 'The scores of a knee are taken as they are and need not sum to 1.';
}

function weightsText(own: OwnEnsemble, study: Study): string {
	if (!isWeighted(own)) return 'Nothing is measured: every network counts alike.';
	if (own.from === 'shown') return ownNoLongerTest(study);
	if (own.way === 'free') {
		return own.from === 'val'
			? 'Its weights were found by search on the validation knees.'
			: 'Its weights were set by hand, by no knees; set by the figures of these knees, those would be no test.';
	}
	const { weightsSource } = study.systems;
	switch (weightsSource.kind) {
		case 'val':
			return `Its weights are from ${formatCount(weightsSource.knees)} validation knees${
				study.table.evaluated === 'val' ? ', the very knees of this report: it looks too good' : ''
			}.`;
		case 'cards':
			return 'Its weights are from the validation figures stored with the networks.';
		case 'equal':
			return 'No validation figures are known, so every network counts alike.';
	}
}
