import {
	MEASURES,
	measureInterval,
	measureText,
	temperatureText,
	WAY_TITLES,
	WEIGHTED_TITLE
} from '#lib/words/certainty-figures.ts';
import {
	differenceIntervalText,
	differenceText,
	figureIntervalText,
	figureText,
	figureTitle
} from '#lib/words/figure-words.ts';
import { NOT_SIGNIFICANT } from '#lib/words/verdict-words.ts';
import { kneesText } from '#lib/words/knees-text.ts';
import {
	formatInterval,
	formatNumber,
	formatP,
	formatPercent,
	UNKNOWN
} from '#lib/core/text/format.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import {
	FIGURE_NAMES,
	MATRIX_FIGURES,
	metricOf,
	SCORE_FIGURES,
	type FigureName
} from '#lib/core/metrics/registry.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';
import type { Table } from '#lib/core/text/table.ts';
import {
	CALIBRATION_MEASURES,
	CALIBRATION_WAYS,
	type CalibrationEstimate,
	type CalibrationMeasure,
	type FittedTemperature
} from '#lib/study/readings/certainty-readings.ts';
import type { GradeFigure, GradeMeasure } from '#lib/study/answers/figure-questions.ts';
import type { CalibrationAnswer, GradesAnswer, HeadlineAnswer } from './report-answers.ts';

const numeric = (label: string) => ({ label, numeric: true });

const GRADE_MEASURES: readonly [GradeMeasure, string][] = [
	['recall', 'Recall'],
	['precision', 'Precision'],
	['f1', 'F1'],
	['auc', 'AUC against the rest']
];

/** Figures whose differences stand in one table: of all readings, of how far off they are, of the scores. */
const DIFFERENCE_TABLES: readonly [string, readonly FigureName[]][] = [
	[
		'by metrics of the predicted grades',
		MATRIX_FIGURES.filter((name) => metricOf(name).better === 'higher')
	],
	[
		'by metrics of the distance in grades; lower is better',
		MATRIX_FIGURES.filter((name) => metricOf(name).better === 'lower')
	],
	['by metrics of the scores; lower is better except for the AUC', SCORE_FIGURES]
];

/** Every headline figure of every system with its interval, a figure a row. */
export function allFiguresTable({ names, figures: { figures, knees } }: HeadlineAnswer): Table {
	return {
		caption: `All metrics, with 95% intervals where they have one, ${kneesText(knees)} that all systems have read`,
		columns: [{ label: 'Figure' }, ...names.map(numeric)],
		rows: FIGURE_NAMES.map((name) => [
			figureTitle(name),
			...figures[name].estimates.map((estimate, place) =>
				withInterval(
					estimate === null ? null : figureText(name, estimate),
					figureIntervalText(name, figures[name].intervals[place])
				)
			)
		])
	};
}

/** Recall, precision, F1 and AUC of each grade of one system. */
export function gradesTable(
	{ name, figures: { knees, measures, support } }: GradesAnswer,
	scale: LabelScale
): Table {
	return {
		caption: `${name}: metrics of each grade with 95% intervals, ${kneesText(knees)}`,
		columns: [
			{ label: 'True grade' },
			numeric('Knees'),
			...GRADE_MEASURES.map(([, label]) => numeric(label))
		],
		rows: placedClasses(scale).map(({ grade, label }) => [
			label,
			support[grade],
			...GRADE_MEASURES.map(([measure]) => gradeText(measure, measures[measure][grade]))
		])
	};
}

function gradeText(measure: GradeMeasure, { estimate, interval }: GradeFigure): string {
	const plain = measure === 'auc';
	return withInterval(
		estimate === null ? null : plain ? formatNumber(estimate, 3) : formatPercent(estimate, 1),
		formatInterval(interval, plain ? { scale: 1, digits: 3 } : {})
	);
}

/** Every two systems by every figure on the same knees, with intervals, adjusted p and verdict. */
export function differenceTables({ names, figures }: HeadlineAnswer): Table[] {
	return DIFFERENCE_TABLES.map(([by, columns]) => ({
		caption: `Paired differences ${by}: the first minus the second with adjusted 95% interval, p adjusted for all pairs, and the verdict`,
		columns: [{ label: 'Systems' }, ...columns.map((name) => ({ label: figureTitle(name) }))],
		rows: figures.accuracyTests.map(({ first, second }, pair) => [
			`${names[first]} minus ${names[second]}`,
			...columns.map((name) => comparisonText(name, figures.figures[name].comparisons[pair]))
		])
	}));
}

function comparisonText(
	name: FigureName,
	{ difference, adjusted, test, verdict }: PairedComparison
): string | null {
	if (!difference || !test) return null;
	const value = withInterval(
		differenceText(name, difference.estimate),
		adjusted ? differenceIntervalText(name, adjusted) : UNKNOWN
	);
	const words = {
		'first better': 'first better',
		'second better': 'second better',
		'not significant': NOT_SIGNIFICANT,
		borderline: 'borderline',
		unknown: UNKNOWN
	}[verdict];
	return `${value}, ${unbroken(formatP(test.adjusted))}, ${words}`;
}

/** Knees that only one of two systems predicts correctly, with the clustered McNemar test. */
export function mcnemarTable({ names, figures }: HeadlineAnswer): Table {
	return {
		caption: 'McNemar test of equal accuracy for clustered data (Obuchowski 1998), two-sided',
		columns: [
			{ label: 'First' },
			{ label: 'Second' },
			...['Only first right', 'Only second right', 'Subjects that differ', 'p', 'p, Holm'].map(
				numeric
			)
		],
		rows: figures.accuracyTests.map(
			({ first, second, onlyFirst, onlySecond, differing, p, holm }) => [
				names[first],
				names[second],
				onlyFirst,
				onlySecond,
				differing,
				p === null ? 'too few' : formatP(p),
				holm === null ? 'too few' : formatP(holm)
			]
		)
	};
}

/** Proper scores and calibration errors in every way of making probabilities, and the change, paired. */
export function calibrationTable({ knees, systems }: CalibrationAnswer): Table {
	return {
		caption: `Log loss, Brier score and expected calibration error (ECE), ${kneesText(knees)}; 95% intervals where there are any`,
		columns: [
			{ label: 'System' },
			{ label: 'Probabilities' },
			numeric('Temperature'),
			...CALIBRATION_MEASURES.map((measure) => numeric(MEASURES[measure].title))
		],
		rows: systems.flatMap(({ name, fits, ways, weighted }) => [
			...CALIBRATION_WAYS.flatMap((way) => {
				const figures = ways[way];
				if (!figures) return [];
				const fit = way === 'temperature' || way === 'both' ? fits[way] : null;
				const row = [name, WAY_TITLES[way], fit ? fittedText(fit) : formatNumber(1)];
				const change = [name, `${WAY_TITLES[way]} minus as read, paired`, ''];
				return [
					[
						...row,
						...CALIBRATION_MEASURES.map((measure) => estimateText(measure, figures[measure]))
					],
					...(way === 'asRead'
						? []
						: [
								[
									...change,
									...CALIBRATION_MEASURES.map((measure) => changeText(measure, figures[measure]))
								]
							])
				];
			}),
			...(weighted
				? [
						[
							...[name, WEIGHTED_TITLE, formatNumber(1)],
							...CALIBRATION_MEASURES.map((measure) => estimateText(measure, weighted[measure]))
						]
					]
				: [])
		])
	};
}

function fittedText(fit: FittedTemperature): string {
	const text = temperatureText(fit);
	return fit.interval
		? withInterval(text, formatInterval(fit.interval, { scale: 1, digits: 2 }))
		: text;
}

function estimateText(
	measure: CalibrationMeasure,
	{ value, interval }: CalibrationEstimate
): string | null {
	const text = measureText(measure, value);
	return interval ? withInterval(text, measureInterval(measure, interval)) : unbroken(text);
}

function changeText(measure: CalibrationMeasure, { change }: CalibrationEstimate): string | null {
	if (!change) return '';
	return withInterval(measureText(measure, change.estimate), measureInterval(measure, change));
}

/** "78.7% (74.5 to 82.6)", to be broken before the bracket only. */
function withInterval(value: string | null, interval: string): string {
	if (value === null || value === UNKNOWN) return 'not defined';
	return `${unbroken(value)} (${unbroken(interval === UNKNOWN ? 'interval unknown' : interval)})`;
}

function unbroken(text: string): string {
	return text.replaceAll(' ', '\u00a0');
}
