import { equivalenceOf, type Equivalence } from '#lib/core/comparison/equivalence.ts';
import { metricOf, type FigureName } from '#lib/core/metrics/registry.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import { differenceText, figureUnit } from '#lib/words/figure-words.ts';

/** "±2.0 points", "±0.02" */
export function marginText(figure: FigureName, margin: number): string {
	return `±${differenceText(figure, margin).replace('+', '')}`;
}

/** The margin in the unit that it is typed in, e.g. 2 for a share of 0.02. */
export function typedMargin(figure: FigureName, margin: number): number {
	return Number((margin * figureUnit(figure).scale).toPrecision(6));
}

/** What {@link typedMargin} is of. */
export function marginOfTyped(figure: FigureName, typed: number): number {
	return Number((typed / figureUnit(figure).scale).toPrecision(6));
}

/** "ResNet50 not inferior", "equivalent", "undecided"; the names are those of the pair's two systems. */
export function equivalenceText(
	figure: FigureName,
	pair: PairedComparison,
	margin: number,
	first: string,
	second: string
): string {
	const words: Readonly<Record<Equivalence, string>> = {
		'first superior': `${first} superior`,
		'second superior': `${second} superior`,
		equivalent: 'equivalent',
		'first not inferior': `${first} not inferior`,
		'second not inferior': `${second} not inferior`,
		undecided: 'undecided',
		unknown: ''
	};
	return words[equivalenceOf(pair, margin, metricOf(figure).better)];
}
