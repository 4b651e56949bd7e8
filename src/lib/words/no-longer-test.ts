import {
	isFittedToShown,
	isSetByHand,
	type EnsembleChoice
} from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { SPLIT_NAMES } from './split-names.ts';

/** What to mind where the weights of an ensemble, by default the chosen one, were chosen by the knees shown or beside them; else empty. */
export function noLongerTestText(
	{ systems, table }: Study,
	choice: EnsembleChoice = systems.scheme
): string {
	if (choice !== 'own') return '';
	if (isSetByHand(systems.own)) {
		return `The weights of your own ensemble were set by hand while looking at the ${SPLIT_NAMES[table.evaluated]} knees shown here: its performance on them is not a test.`;
	}
	if (!isFittedToShown(systems.own)) return '';
	return `The weights of your own ensemble were chosen by the ${SPLIT_NAMES[table.evaluated]} knees shown here: its performance on them is no longer a test.`;
}
