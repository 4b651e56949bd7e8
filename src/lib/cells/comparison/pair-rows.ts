import { comparedName, comparedReader } from '#lib/cells/difference/compared-names.ts';
import { systemWords } from '#lib/cells/mistakes/selection-words.ts';
import type { PairRow } from '#lib/charts/PairChart.svelte';
import { formatNumber, UNKNOWN } from '#lib/core/format.ts';
import type { FigureName } from '#lib/core/headline-figures.ts';
import type { PairedComparison } from '#lib/core/paired-comparison.ts';
import { movedCount } from '#lib/notebook/difference-link.ts';
import type { Figures } from '#lib/notebook/figure-questions.ts';
import type { Study } from '#lib/notebook/study.svelte.ts';
import type { SystemId } from '#lib/notebook/systems.svelte.ts';
import { differenceIntervalText, differenceText } from './figure-words.ts';

/** A row of the chart with the ids of its two systems. */
export interface IdentifiedPair extends PairRow {
	a: SystemId;
	b: SystemId;
}

/** Every two systems compared by a figure, as the chart shows them. */
export function pairRows(
	study: Study,
	ids: readonly SystemId[],
	{ figures, accuracyTests }: Figures,
	name: FigureName
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
		const { difference } = pair;
		const mcnemar = name === 'accuracy' ? `; McNemar ${pText(accuracyTests[i].holm)}` : '';
		return {
			key: `${a}~${b}`,
			a,
			b,
			first: comparedReader(study, a)!,
			second: comparedReader(study, b)!,
			difference: difference && { ...difference, value: difference.estimate },
			value: difference ? differenceText(name, difference.estimate) : UNKNOWN,
			interval: difference ? differenceIntervalText(name, difference) : undefinedText(pair),
			verdict: verdictText(study, a, b, pair),
			tied: pair.verdict === 'tied',
			note: pair.holm === null ? '' : `${pText(pair.holm)}${mcnemar}`,
			moved: movedCount(study, a, b)
		};
	});
}

/** "p = 0.012", "p < 0.001"; one just below 0.05 is not rounded up to it, which would gainsay the verdict. */
export function pText(p: number): string {
	if (p < 0.001) return 'p < 0.001';
	return p < 0.05 && p >= 0.0495 ? 'p < 0.05' : `p = ${formatNumber(p, 3)}`;
}

/** "Xception better", "tied", "unknown" */
export function verdictText(
	study: Study,
	a: SystemId,
	b: SystemId,
	{ verdict }: PairedComparison
): string {
	if (verdict === 'tied' || verdict === 'unknown') return verdict;
	return `${comparedName(study, verdict === 'first better' ? a : b)} better`;
}
