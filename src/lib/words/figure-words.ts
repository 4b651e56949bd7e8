import {
	differsByRounding,
	formatInterval,
	formatNumber,
	formatPercent,
	formatPoints,
	formatDifference
} from '#lib/core/text/format.ts';
import { hasInterval, type FigureName } from '#lib/core/metrics/headline-figures.ts';
import type { FigureCosts } from '#lib/study/answers/figure-costs.ts';

interface FigureWords {
	title: string;
	/** What it says, in a line. */
	means: string;
	/** A share is written in percent and points, other figures with so many digits. */
	unit: 'share' | 2 | 3;
	/** What a difference is counted in, after its number; empty for plain numbers. */
	differenceUnit: string;
}

const WORDS: Readonly<Record<FigureName, FigureWords>> = {
	balancedAccuracy: share('Balanced accuracy', 'Mean over the grades of the share read right.'),
	accuracy: share('Accuracy', 'Share of the knees read right.'),
	macroF1: share('Macro F1', 'Mean over the grades of F1, which weighs recall against precision.'),
	quadraticWeightedKappa: plain(
		'Quadratic weighted kappa',
		'Agreement beyond chance; a mistake counts by the square of its grades.'
	),
	linearWeightedKappa: plain(
		'Linear weighted kappa',
		'Agreement beyond chance; a mistake counts by its grades.'
	),
	meanAbsoluteError: grades('Mean absolute error', 'Mean distance from the true grade, in grades.'),
	balancedMeanAbsoluteError: grades(
		'Mean absolute error, every grade alike',
		'Mean over the grades of the mean distance from it (macro-averaged).'
	),
	worstGradeError: grades(
		'Mean absolute error of the worst grade',
		'Of the grade that is misread by most, which may differ from system to system.'
	),
	expectedCost: plain('Expected cost', 'Mean cost of a reading, by the costs chosen below.'),
	macroAuc: plain(
		'AUC, each grade against the rest',
		'Chance that a knee of the grade scores higher for it than another knee; mean over the grades.',
		3
	),
	brierScore: plain(
		'Brier score',
		'Mean squared distance of the probabilities from the truth, 0 to 2.',
		3
	),
	logLoss: plain(
		'Log loss',
		'Mean of minus ln of the probability given to the true grade; 1.609 for knowing nothing.',
		3
	),
	classwiseCalibrationError: share(
		'Class-wise calibration error',
		'Distance between stated and observed shares in 15 bins of probability, mean over the grades (ECE).'
	)
};

/** What stands after "a mistake costs". */
export const COST_WORDS: Readonly<Record<FigureCosts, string>> = {
	linear: 'its distance in grades',
	quadratic: 'its distance squared',
	'zero-one': 'one, whatever the distance',
	rule: 'as the decision rule has it'
};

/** "Balanced accuracy" */
export function figureTitle(figure: FigureName): string {
	return WORDS[figure].title;
}

/** The same inside a sentence: "balanced accuracy", "macro F1", "AUC, ..." */
export function figureInSentence(figure: FigureName): string {
	const { title } = WORDS[figure];
	return figure === 'macroAuc' || figure === 'brierScore'
		? title
		: title[0].toLowerCase() + title.slice(1);
}

export function figureMeans(figure: FigureName): string {
	return WORDS[figure].means;
}

/** "78.7%", "0.87" */
export function figureText(figure: FigureName, value: number | null): string {
	const { unit } = WORDS[figure];
	return unit === 'share' ? formatPercent(value, 1) : formatNumber(value, unit);
}

/** "74.5 to 82.6"; "no interval" for a figure that has none. */
export function figureIntervalText(
	figure: FigureName,
	interval: { lower: number; upper: number } | null
): string {
	if (!hasInterval(figure)) return 'no interval';
	const { unit } = WORDS[figure];
	return formatInterval(interval, unit === 'share' ? {} : { scale: 1, digits: unit });
}

/** "+2.1 points", "−0.021 grades", "+0.013"; a difference that would look like 0 has a digit more. */
export function differenceText(figure: FigureName, difference: number): string {
	const { unit, differenceUnit } = WORDS[figure];
	const [scale, digits] = unit === 'share' ? [100, 1] : [1, 3];
	const looksZero = difference !== 0 && Number((scale * difference).toFixed(digits)) === 0;
	const shown = looksZero ? digits + 1 : digits;
	if (unit === 'share') return formatPoints(difference, shown);
	return `${formatDifference(difference, { scale, digits: shown })} ${differenceUnit}`.trim();
}

/** In what a difference is typed: its unit in words, and how many of it are 1. */
export function figureUnit(figure: FigureName): { words: string; scale: number } {
	const { unit, differenceUnit } = WORDS[figure];
	return { words: differenceUnit, scale: unit === 'share' ? 100 : 1 };
}

/** The number alone, as it stands at an axis: "+2.1", "−0.021". */
export function differenceTick(figure: FigureName, difference: number): string {
	const share = WORDS[figure].unit === 'share';
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
	const share = WORDS[figure].unit === 'share';
	return formatInterval(interval, { plus: true, ...(share ? {} : { scale: 1, digits: 3 }) });
}

/** " before rounding" where a difference is not that of the two values as they are written, else nothing. */
export function beforeRounding(figure: FigureName, a: number | null, b: number | null): string {
	const { unit } = WORDS[figure];
	if (a === null || b === null) return '';
	const differs =
		unit === 'share' ? differsByRounding(a, b, 100, 1) : differsByRounding(a, b, 1, unit);
	return differs ? ' before rounding' : '';
}

function share(title: string, means: string): FigureWords {
	return { title, means, unit: 'share', differenceUnit: 'points' };
}

function grades(title: string, means: string): FigureWords {
	return { title, means, unit: 2, differenceUnit: 'grades' };
}

function plain(title: string, means: string, digits: 2 | 3 = 2): FigureWords {
	return { title, means, unit: digits, differenceUnit: '' };
}
