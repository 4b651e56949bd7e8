import { comparedName, comparedReader } from '#lib/words/compared-names.ts';
import { systemWords } from '#lib/words/selection-words.ts';
import type { PairRow } from '#lib/charts/intervals/pair-row.types.ts';
import { formatP, UNKNOWN } from '#lib/core/text/format.ts';
import type { FigureName } from '#lib/core/metrics/registry.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import { movedCount } from '#lib/study/selection/difference-link.ts';
import type { Figures } from '#lib/study/answers/figure-questions.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { SystemId } from '#lib/study/systems/systems.svelte.ts';
import { equivalenceText } from './equivalence-words.ts';
import { differenceIntervalText, differenceText, smallestText } from '#lib/words/figure-words.ts';
import { testText, verdictText } from '#lib/words/verdict-words.ts';

/** A row of the chart with the ids of its two systems. */
export interface IdentifiedPair extends PairRow {
	a: SystemId;
	b: SystemId;
}

/** Every two systems compared by a figure, as the chart shows them. */
export function pairRows(
	study: Study,
	ids: readonly SystemId[],
	{ figures, accuracyTests }: Pick<Figures, 'figures' | 'accuracyTests'>,
	name: FigureName,
	margin: number | null
): IdentifiedPair[] {
	const { comparisons, estimates } = figures[name];
	const undefinedText = ({ first, second }: PairedComparison) => {
		const without = [first, second].filter((place) => estimates[place] === null);
		return without.length === 1
			? `not defined for ${systemWords(study, ids[without[0]])}`
			: 'not defined for either';
	};
	return comparisons.map((pair, i) => {
		const [a, b] = [ids[pair.first], ids[pair.second]];
		const { difference, adjusted, test, verdict } = pair;
		const mcnemar = name === 'accuracy' ? accuracyTests[i].holm : null;
		return {
			key: `${a}~${b}`,
			a,
			b,
			first: comparedReader(study, a)!,
			second: comparedReader(study, b)!,
			difference:
				difference && adjusted && test && test.differing > 0
					? { ...adjusted, value: difference.estimate }
					: null,
			value: difference ? differenceText(name, difference.estimate) : UNKNOWN,
			interval: difference
				? adjusted && test!.differing > 0
					? differenceIntervalText(name, adjusted)
					: 'interval unknown'
				: undefinedText(pair),
			verdict: verdictText(study, a, b, pair),
			significant: verdict === 'first better' || verdict === 'second better',
			notes: [
				test ? testText(test, verdict) : '',
				mcnemar === null ? '' : formatP(mcnemar, 'McNemar p')
			].filter(Boolean),
			smallest: test ? smallestText(name, test.smallest) : '',
			equivalence:
				margin === null
					? ''
					: equivalenceText(name, pair, margin, comparedName(study, a), comparedName(study, b)),
			moved: movedCount(study, a, b)
		};
	});
}
