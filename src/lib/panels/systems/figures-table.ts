import { byRule } from '#lib/words/rule-words.ts';
import { normalise } from '#lib/core/metrics/confusion.ts';
import { HEADLINE_FIGURES, metricOf } from '#lib/core/metrics/registry.ts';
import { figureInSentence } from '#lib/words/figure-words.ts';
import { errorPerGrade } from '#lib/core/labels/grade-error.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';
import { systemIntervals } from '#lib/study/answers/matrix-intervals.ts';
import type { EnsembleChoice } from '#lib/study/systems/own-ensemble.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { estimateOf } from '#lib/study/systems/system-estimates.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** Errors stand grade by grade in the rows below. */
const HEADLINES = HEADLINE_FIGURES.filter((metric) => metricOf(metric).unit !== 'grades');

/** One figure a row: what a CSV of matrices and metrics holds. Shares are 0-1. */
export function figuresTable(caption: string, rows: readonly TableCell[][]): Table {
	return {
		caption,
		columns: [
			{ label: 'reader' },
			{ label: 'measure' },
			{ label: 'true grade', numeric: true },
			{ label: 'read as', numeric: true },
			{ label: 'value', numeric: true },
			{ label: 'lower 95%', numeric: true },
			{ label: 'upper 95%', numeric: true }
		],
		rows
	};
}

/** Every figure of one system: headline metrics with intervals, figures of each grade, the matrix. */
export function figureRows(
	study: Study,
	name: string,
	system: System,
	scheme?: EnsembleChoice
): TableCell[][] {
	const { metrics, confusion } = system;
	const reader = name + byRule(study.systems.rule);
	const row = (
		measure: string,
		truth: number | null,
		read: number | null,
		value: number | null,
		interval: { lower: number; upper: number } | null = null
	): TableCell[] => [
		reader,
		measure,
		truth,
		read,
		value,
		interval?.lower ?? null,
		interval?.upper ?? null
	];
	const told = HEADLINES.filter((metric) => study.scale.ordinal || !metricOf(metric).ordinalOnly);
	const headlines = told.map((metric) => {
		const { value, interval } = estimateOf(study, system, metric, scheme);
		return row(figureInSentence(metric), null, null, value, interval);
	});
	const perGrade = (['precision', 'recall', 'f1'] as const).flatMap((measure) =>
		metrics[measure].map((value, grade) => row(measure, grade, null, value))
	);
	const errors = study.scale.ordinal
		? errorPerGrade(confusion).map((value, grade) =>
				row('mean error in grades', grade, null, value)
			)
		: [];
	const rowIntervals = systemIntervals(study, system, 'row', 'none');
	const columnIntervals = systemIntervals(study, system, 'column', 'none');
	const ofRow = normalise(confusion, 'row');
	const ofColumn = normalise(confusion, 'column');
	const cells = confusion.flatMap((counts, truth) =>
		counts.flatMap((count, read) => [
			row('knees', truth, read, count),
			row('share of true grade', truth, read, ofRow[truth][read], rowIntervals[truth][read]),
			row('share of grade read', truth, read, ofColumn[truth][read], columnIntervals[truth][read])
		])
	);
	return [
		row('knees read', null, null, system.known),
		...headlines,
		...perGrade,
		...errors,
		...cells
	];
}
