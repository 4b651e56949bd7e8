import { formatPercent } from '#lib/core/format.ts';
import { GRADES } from '#lib/core/grades.ts';
import { oneSidedAnswers } from '#lib/core/one-sided-answers.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import type { System } from '#lib/notebook/systems.svelte.ts';

/** What is said of a network that gives almost all knees one grade; empty of others and of ensembles. */
export function oneSidedText(study: Study, { id, confusion }: System): string {
	const results = study.results.find(({ name }) => name === id);
	const found = results && oneSidedAnswers(confusion);
	if (!found) return '';
	const { preprocessing } = results.card;
	const likelier = study.stored.likelierPreprocessing(id);
	const { name } = GRADES[found.grade];
	return [
		`It gives ${formatPercent(found.share)} of the knees one grade, ${found.grade} ${name}; ${formatPercent(found.trueShare)} are of it.`,
		`Perhaps their images were prepared in training otherwise than here (${preprocessing}).`,
		likelier
			? `Likelier is ${likelier}: make the network again with --preprocess ${likelier}.`
			: 'The command npm run evaluate, on knees with grades, says which preprocessing is likelier.'
	].join(' ');
}
