import { formatPercent } from '#lib/core/format.ts';
import { GRADE_COUNT, GRADES } from '#lib/core/grades.ts';
import type { LabelDoubt } from '#lib/notebook/label-doubt.ts';

/** Knees of a label, of a likelier grade, or all suspects, in words. */
export function suspectWords(label: number | null, likely: number | null): string {
	if (label !== null && label === likely) return `label ${label}, which the networks believe`;
	const of = label === null ? 'label doubted by the networks' : `label ${label}, doubted`;
	return likely === null ? of : `${of}: likelier ${likely}`;
}

/** "Moderate (77%)": a grade and the probability that the networks, taken together, give it. */
export function believed({ probabilities }: LabelDoubt, place: number, grade: number): string {
	const probability = probabilities[place * GRADE_COUNT + grade];
	return `${GRADES[grade].name} (${formatPercent(probability)})`;
}
