import {
	differsByRounding,
	formatInterval,
	formatNumber,
	formatPercent,
	formatPoints,
	formatDifference
} from '#lib/core/text/format.ts';
import type { Metric } from '#lib/core/metrics/metric.ts';
import { hasInterval, metricOf, type FigureName } from '#lib/core/metrics/registry.ts';
import type { FigureCosts } from '#lib/study/answers/figure-costs.ts';

/** What stands after "a mistake costs". */
export const COST_WORDS: Readonly<Record<FigureCosts, string>> = {
	linear: 'its distance in grades',
	quadratic: 'its distance squared',
	'zero-one': 'one, whatever the distance',
	rule: 'as the decision rule has it'
};

/** "Balanced accuracy" */
export function figureTitle(figure: FigureName): string {
	return metricOf(figure).title;
}

/** Where there is little room: "Mean error, grades" */
export function shortFigureTitle(figure: FigureName): string {
	const { short, title } = metricOf(figure);
	return short ?? title;
}

/** "Mean absolute error in grades", "Accuracy" */
export function figureTitleWithUnit(figure: FigureName): string {
	const { title, unit } = metricOf(figure);
	return unit === 'grades' ? `${title} in grades` : title;
}

/** The same inside a sentence: "balanced accuracy", "macro F1", "AUC, ..." */
export function figureInSentence(figure: FigureName): string {
	const { title, isName } = metricOf(figure);
	return isName ? title : title[0].toLowerCase() + title.slice(1);
}

/** What it says, in a line. */
export function figureMeans(figure: FigureName, classCount: number): string {
	return metricOf(figure).definition(classCount);
}

/** "78.7%", "0.87" */
export function figureText(figure: FigureName, value: number | null): string {
	const metric = metricOf(figure);
	const digits = digitsOf(metric);
	return metric.unit === 'share' ? formatPercent(value, digits) : formatNumber(value, digits);
}

/** "74.5 to 82.6"; "no interval" for a figure that has none. */
export function figureIntervalText(
	figure: FigureName,
	interval: { lower: number; upper: number } | null
): string {
	if (!hasInterval(figure)) return 'no interval';
	const metric = metricOf(figure);
	return formatInterval(
		interval,
		metric.unit === 'share' ? {} : { scale: 1, digits: digitsOf(metric) }
	);
}

/** "+2.1 points", "−0.021 grades", "+0.013"; a difference that would look like 0 has a digit more. */
export function differenceText(figure: FigureName, difference: number): string {
	const metric = metricOf(figure);
	const { unit } = metric;
	const [scale, digits] = unit === 'share' ? [100, 1] : [1, 3];
	const looksZero = difference !== 0 && Number((scale * difference).toFixed(digits)) === 0;
	const shown = looksZero ? digits + 1 : digits;
	if (unit === 'share') return formatPoints(difference, shown);
	return `${formatDifference(difference, { scale, digits: shown })} ${differenceUnit(metric)}`.trim();
}

/** In what a difference is typed: its unit in words, and how many of it are 1. */
export function figureUnit(figure: FigureName): { words: string; scale: number } {
	const metric = metricOf(figure);
	return { words: differenceUnit(metric), scale: metric.unit === 'share' ? 100 : 1 };
}

/** The number alone, as it stands at an axis: "+2.1", "−0.021". */
export function differenceTick(figure: FigureName, difference: number): string {
	const share = metricOf(figure).unit === 'share';
	return formatDifference(difference, share ? {} : { scale: 1, digits: 3 });
}

/** The smallest difference that can be shown: "2.4 points", "0.013"; "none" where there is none. */
export function smallestText(figure: FigureName, smallest: number | null): string {
	return smallest === null ? 'none' : differenceText(figure, smallest).replace('+', '');
}

/** "+0.3 to +3.9" */
export function differenceIntervalText(
	figure: FigureName,
	interval: { lower: number; upper: number }
): string {
	const share = metricOf(figure).unit === 'share';
	return formatInterval(interval, { plus: true, ...(share ? {} : { scale: 1, digits: 3 }) });
}

/** " before rounding" where a difference is not that of the two values as they are written, else nothing. */
export function beforeRounding(figure: FigureName, a: number | null, b: number | null): string {
	if (a === null || b === null) return '';
	const metric = metricOf(figure);
	const scale = metric.unit === 'share' ? 100 : 1;
	const differs = differsByRounding(a, b, scale, digitsOf(metric));
	return differs ? ' before rounding' : '';
}

/** Digits after the point of a value as it is written. */
function digitsOf({ unit, digits = 2 }: Metric): number {
	return unit === 'share' ? 1 : digits;
}

/** What a difference is counted in, after its number; empty for plain numbers. */
function differenceUnit({ unit }: Metric): string {
	return { share: 'points', grades: 'grades', number: '' }[unit];
}
