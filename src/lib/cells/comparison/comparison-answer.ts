import { kneesText } from '#lib/cells/mistakes/knees-text.ts';
import { numberWord, systemWords } from '#lib/cells/mistakes/selection-words.ts';
import { BETTER_WHEN, type FigureName } from '#lib/core/headline-figures.ts';
import { pairSeenFrom } from '#lib/core/paired-comparison.ts';
import type { Figures } from '#lib/notebook/figure-questions.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import type { SystemId } from '#lib/notebook/systems.svelte.ts';
import {
	differenceIntervalText,
	differenceText,
	figureInSentence,
	figureText
} from './figure-words.ts';

/** Who is better by a figure, in a few sentences; a lead that may be luck is said to be none. */
export function comparisonAnswer(
	study: Study,
	ids: readonly SystemId[],
	{ knees, figures }: Figures,
	name: FigureName
): string {
	const { estimates, comparisons, leader } = figures[name];
	const ranked = rankedPlaces(estimates, name);
	const best = leader ?? ranked[0];
	const others = ranked.filter((place) => place !== best);
	const figure = figureInSentence(name);
	if (ranked.length === 0 && ids.length > 1) {
		return `${capital(figure)} is defined for no reader on these ${kneesText(knees)}.`;
	}
	if (others.length === 0) return '';
	const these = `these ${kneesText(knees)}`;
	const who = (place: number) => systemWords(study, ids[place]);
	const whoAll = (places: readonly number[]) =>
		new Intl.ListFormat('en-GB').format(places.map(who));
	const value = (place: number) => figureText(name, estimates[place]);
	const pairWith = (other: number) => pairSeenFrom(comparisons, best, other);

	if (leader !== null) {
		const [next] = others;
		const { estimate, lower, upper } = pairWith(next).difference!;
		const by = `${differenceText(name, estimate)} (95% interval ${differenceIntervalText(name, { lower, upper })})`;
		return `By ${figure}, ${who(best)} is better than each of the others on ${these}: ${value(best)} against ${value(next)} of the next, ${who(next)}, a difference of ${by}.`;
	}
	if (comparisons.every(({ verdict }) => verdict === 'tied')) {
		return others.length === 1
			? `${capital(these)} cannot tell ${who(best)} and ${who(others[0])} apart by ${figure}.`
			: `${capital(these)} cannot tell any two of the ${numberWord(ranked.length)} readers apart by ${figure}: all are tied.`;
	}
	const tied = others.filter((other) => pairWith(other).verdict === 'tied');
	const beaten = others.filter((other) => pairWith(other).verdict === 'first better');
	const group = [best, ...tied];
	const allTied = comparisons
		.filter(({ first, second }) => group.includes(first) && group.includes(second))
		.every(({ verdict }) => verdict === 'tied');
	const sentences = [
		allTied
			? `${capital(these)} cannot tell ${whoAll(group)} apart by ${figure}.`
			: `No reader is better than each of the others by ${figure} on ${these}, and ${who(best)} cannot be told apart from ${whoAll(tied)}.`,
		`${capital(who(best))} stands first with ${value(best)}, but that may be luck.`
	];
	if (beaten.length > 0) sentences.push(`It is better than ${whoAll(beaten)}.`);
	return sentences.join(' ');
}

/** Places of the systems whose figure is known, the best first. */
export function rankedPlaces(estimates: readonly (number | null)[], name: FigureName): number[] {
	const sign = BETTER_WHEN[name] === 'higher' ? -1 : 1;
	return [...estimates.keys()]
		.filter((place) => estimates[place] !== null)
		.sort((a, b) => sign * (estimates[a]! - estimates[b]!));
}

function capital(words: string): string {
	return words[0].toUpperCase() + words.slice(1);
}
