import { formatInterval, formatNumber, formatPercent } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';
import type {
	GradeFigure,
	GradeFigures,
	GradeMeasure
} from '#lib/study/answers/figure-questions.ts';

/** The figures of each grade in the order in which they are shown. */
export const GRADE_FIGURES: readonly (readonly [GradeMeasure, string])[] = [
	['recall', 'Recall'],
	['precision', 'Precision'],
	['f1', 'F1'],
	['auc', 'AUC against the rest'],
	['meanError', 'Mean error, grades']
];

/** Digits of the figures that are no shares in percent. */
const DIGITS: Readonly<Partial<Record<GradeMeasure, number>>> = { auc: 3, meanError: 2 };

/** "81.2%", "0.934", "0.31" */
export function gradeFigureText(measure: GradeMeasure, { estimate }: GradeFigure): string {
	if (estimate === null) return 'not defined';
	const digits = DIGITS[measure];
	return digits === undefined ? formatPercent(estimate, 1) : formatNumber(estimate, digits);
}

/** "74.5 to 82.6", "0.921 to 0.947" */
export function gradeIntervalText(measure: GradeMeasure, { interval }: GradeFigure): string {
	const digits = DIGITS[measure];
	return formatInterval(interval, digits === undefined ? {} : { scale: 1, digits });
}

/** A figure of a grade a row, in full precision; shares are 0-1. */
export function gradeFiguresFile(reader: string, { measures, support }: GradeFigures): Table {
	return {
		caption: `${reader}: metrics of each grade with 95% intervals; shares are 0 to 1`,
		columns: [
			{ label: 'Reader' },
			{ label: 'Figure' },
			{ label: 'True grade', numeric: true },
			{ label: 'Knees', numeric: true },
			{ label: 'Value', numeric: true },
			{ label: 'Lower 95%', numeric: true },
			{ label: 'Upper 95%', numeric: true }
		],
		rows: GRADE_FIGURES.flatMap(([measure, label]) =>
			measures[measure].map(({ estimate, interval }, grade) => {
				const { lower = null, upper = null } = interval ?? {};
				return [reader, label, grade, support[grade], estimate, lower, upper];
			})
		)
	};
}
