import { nouns } from '#lib/core/text/nouns.ts';
import { classWord } from './class-label.ts';
import type { LabelScale } from './label-scale.ts';

/** All classes in their order, in a sentence: "grades 0 to 4"; by their names where these are no numbers. */
export function classesWords(scale: Pick<LabelScale, 'classes'>): string {
	const words = scale.classes.map((_, place) => classWord(scale, place));
	const isCounted = words.every((word, place) => word === String(Number(words[0]) + place));
	const listed = isCounted ? `${words[0]} to ${words.at(-1)}` : words.join(', ');
	return `${nouns.classes} ${listed}`;
}
