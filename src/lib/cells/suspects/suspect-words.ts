import { formatPercent } from '#lib/core/text/format.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { LabelDoubt } from '#lib/study/answers/label-doubt.ts';

/** Knees of a label, of a likelier grade, or all suspects, in words. */
export function suspectWords(label: number | null, likely: number | null): string {
	if (label !== null && label === likely) return `label ${label}, which the networks support`;
	const of = label === null ? 'label doubted by the networks' : `label ${label}, doubted`;
	return likely === null ? of : `${of}: likelier ${likely}`;
}

/** Whether the networks have learned from the labels shown, as far as their cards say. */
export function untrainedText({ results, table }: Pick<Study, 'results' | 'table'>): string {
	const unknown = results.filter(({ card }) => !card.trainingData).map(({ card }) => card.title);
	if (unknown.length === 0) {
		return `According to the model cards, none of these knees was trained on: they are of the ${table.evaluated} split.`;
	}
	const who = new Intl.ListFormat('en-GB').format(unknown);
	return `These knees are of the ${table.evaluated} split, but what ${who} ${unknown.length === 1 ? 'was' : 'were'} trained on is not known: a network trained on a label seldom contradicts it.`;
}

/** "Moderate (77%)": a grade and the probability that the networks, taken together, give it. */
export function believed(
	scale: LabelScale,
	{ probabilities }: LabelDoubt,
	place: number,
	grade: number
): string {
	const probability = probabilities.at(place, grade);
	return `${scale.classes[grade].name} (${formatPercent(probability)})`;
}
