import { kneesText } from '#lib/words/knees-text.ts';
import { numberWord } from '#lib/words/count-words.ts';
import { systemWords } from '#lib/words/selection-words.ts';
import { formatP } from '#lib/core/text/format.ts';
import { metricOf, type FigureName } from '#lib/core/metrics/registry.ts';
import { pairSeenFrom, type PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { Figures } from '#lib/study/answers/figure-questions.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';
import {
	beforeRounding,
	differenceIntervalText,
	differenceText,
	figureInSentence,
	figureText
} from '#lib/words/figure-words.ts';
import { leastPText } from '#lib/words/verdict-words.ts';

/** Which system is better by a figure, in a few sentences. */
export function comparisonAnswer(
	study: Study,
	ids: readonly SystemId[],
	{ knees, figures }: Pick<Figures, 'knees' | 'figures'>,
	name: FigureName
): string {
	const { estimates, comparisons, leader } = figures[name];
	const ranked = rankedPlaces(estimates, name);
	const best = leader ?? ranked[0];
	const others = ranked.filter((place) => place !== best);
	const figure = figureInSentence(name);
	if (ranked.length === 0 && ids.length > 1) {
		return `${capital(figure)} is defined for none of the systems on these ${kneesText(knees)}.`;
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
		const { difference, adjusted, test } = pairWith(next);
		const by = `${differenceText(name, difference!.estimate)}${beforeRounding(name, estimates[best], estimates[next])} (adjusted 95% interval ${differenceIntervalText(name, adjusted!)}, ${formatP(test!.adjusted, 'adjusted p')})`;
		return `By ${figure}, ${who(best)} is better than each of the others on ${these}: ${value(best)} against ${value(next)} of the next, ${who(next)}, a difference of ${by}.`;
	}
	const known = comparisons.filter(({ verdict }) => verdict !== 'unknown');
	if (known.every(({ verdict }) => verdict === 'not significant')) {
		const least = leastPText(known);
		return others.length === 1
			? `By ${figure}, ${who(best)} (${value(best)}) and ${who(others[0])} (${value(others[0])}) do not differ significantly on ${these}: ${least}.`
			: `By ${figure}, no two of the ${numberWord(ranked.length)} systems differ significantly on ${these}: ${least}. The ${metricOf(name).better === 'higher' ? 'highest' : 'lowest'} is that of ${who(best)}, ${value(best)}.`;
	}
	const against = (verdict: PairedComparison['verdict']) =>
		others.filter((other) => pairWith(other).verdict === verdict);
	const [beaten, alike, borderline] = [
		against('first better'),
		against('not significant'),
		against('borderline')
	];
	const sentences = [
		`${capital(who(best))} has the ${metricOf(name).better === 'higher' ? 'highest' : 'lowest'} ${figure} on ${these}, ${value(best)}.`
	];
	if (beaten.length > 0) sentences.push(`It is better than ${whoAll(beaten)}.`);
	if (borderline.length > 0) {
		const p = borderline.map((other) => formatP(pairWith(other).test!.adjusted, 'adjusted p'));
		sentences.push(
			`Against ${whoAll(borderline)} the verdict is borderline: ${[...new Set(p)].join(', ')}, which other exchanges could put on the other side of .05.`
		);
	}
	if (alike.length > 0) {
		sentences.push(
			`It does not differ significantly from ${whoAll(alike)}: ${leastPText(alike.map(pairWith))}.`
		);
	}
	return sentences.join(' ');
}

/** Places of the systems whose figure is known, the best first. */
export function rankedPlaces(estimates: readonly (number | null)[], name: FigureName): number[] {
	const sign = metricOf(name).better === 'higher' ? -1 : 1;
	return [...estimates.keys()]
		.filter((place) => estimates[place] !== null)
		.sort((a, b) => sign * (estimates[a]! - estimates[b]!));
}

function capital(words: string): string {
	return words[0].toUpperCase() + words.slice(1);
}
