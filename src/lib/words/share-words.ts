import { classesWords } from '#lib/core/labels/class-words.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import { formatPercent } from '#lib/core/text/format.ts';
import { equalShares, sameShares, type ShareSource } from '#lib/study/systems/grade-shares.ts';
import type { ProbabilityShares } from '#lib/study/readings/probabilities.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** "the shares of these knees" */
export function sharesWords(source: ShareSource): string {
	if (source === 'equal') return `equal shares of the ${nouns.classes}`;
	if (source === 'val') return `the shares of the validation ${nouns.cases}`;
	if (source === 'shown') return `the shares of these ${nouns.cases}`;
	const sum = source.reduce((all, part) => all + part, 0);
	return `shares of ${source.map((part) => formatPercent(part / sum)).join(', ')}`;
}

/** "the shares of the knees that pass the filter" */
export function probabilitySharesWords(shares: Exclude<ProbabilityShares, 'as-read'>): string {
	return shares === 'filter'
		? `the shares of the ${nouns.cases} that pass the filter`
		: sharesWords(shares);
}

/** Which shares probabilities are for, in a sentence. */
export function probabilitySharesText({ systems, scale }: Study): string {
	const shares = systems.probabilityShares;
	if (shares === 'as-read') return 'The scores as read are used as probabilities.';
	return `Before scores are used as probabilities, they are converted to ${probabilitySharesWords(shares)} (${sharesInNumbers(scale, systems.probabilityTarget!)}).`;
}

/** What Brier score, log loss and calibration error are of, in a sentence. */
export function figureSharesText({ systems, scale }: Study): string {
	const figures = 'Brier score, log loss and calibration error';
	const shares = systems.probabilityShares;
	if (shares === 'as-read') return `${figures} use the scores as read as probabilities.`;
	return `For ${figures} the scores are converted to ${probabilitySharesWords(shares)} (${sharesInNumbers(scale, systems.probabilityTarget!)}); the AUC uses the scores as read.`;
}

function sharesInNumbers(scale: LabelScale, shares: readonly number[]): string {
	return `${shares.map((share) => formatPercent(share, 1)).join(', ')} for ${classesWords(scale)}`;
}

/** "equally frequent grades (20% each)", "grades with shares of 40%, 18%, 26%, 13%, 3%" */
export function sharesInWords(shares: readonly number[]): string {
	if (sameShares(shares, equalShares(shares.length))) {
		return `equally frequent ${nouns.classes} (${formatPercent(1 / shares.length)} each)`;
	}
	return `${nouns.classes} with shares of ${shares.map((share) => formatPercent(share, 1)).join(', ')}`;
}
