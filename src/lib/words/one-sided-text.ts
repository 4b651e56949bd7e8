import { formatPercent } from '#lib/core/text/format.ts';
import { classLabel } from '#lib/core/labels/class-label.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import { oneSidedAnswers } from '#lib/core/metrics/one-sided-answers.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** What is said of a network that gives almost all knees one grade; empty of others and of ensembles. */
export function oneSidedText(study: Study, { id, confusion }: System): string {
	const results = study.results.find(({ name }) => name === id);
	const found = results && oneSidedAnswers(confusion);
	if (!found) return '';
	const { preprocessing } = results.card;
	const likelier = study.stored.likelierPreprocessing(id);
	return [
		`It reads ${formatPercent(found.share)} of the ${nouns.cases} as one ${nouns.class}, ${classLabel(study.scale, found.grade)}; ${formatPercent(found.trueShare)} have that ${nouns.class}.`,
		`Its training images may have been prepared differently (here: ${preprocessing}).`,
		likelier
			? `${likelier} is more likely: convert the network again with --preprocess ${likelier}.`
			: `The command npm run evaluate, on ${nouns.cases} with ${nouns.classes}, says which preprocessing is more likely.`
	].join(' ');
}
