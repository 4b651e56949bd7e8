import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale, Nouns } from '#lib/core/labels/label-scale.ts';

type Capitals = Record<Capitalize<keyof Nouns>, string>;
type Words = Nouns & Capitals;

/**
 * What sentences call a case and a class, in small and capital letters. It is to words what a locale is: one for the whole
 * program, chosen by {@link speakOf} before anything is said.
 */
export const nouns = {} as Words;
speakOf(KELLGREN_LAWRENCE_SCALE);

/** Takes the words of a scale's cases and classes; those of a scale that has none are the general ones. */
export function speakOf({ nouns: own, ordinal }: LabelScale): void {
	const classes = ordinal
		? { class: 'grade', classes: 'grades' }
		: { class: 'class', classes: 'classes' };
	const words = own ?? { case: 'case', cases: 'cases', ...classes };
	Object.assign(nouns, words, capitals(words));
}

function capitals(words: Nouns): Capitals {
	const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
	return {
		Case: capital(words.case),
		Cases: capital(words.cases),
		Class: capital(words.class),
		Classes: capital(words.classes)
	};
}
