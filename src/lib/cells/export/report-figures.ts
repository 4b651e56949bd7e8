import { estimateText } from '#lib/words/estimate-text.ts';
import { figureTitleWithUnit } from '#lib/words/figure-words.ts';
import { comparedName } from '#lib/words/compared-names.ts';
import { shareFill } from '#lib/charts/matrix/cell-scales.ts';
import { cellFigures, confusionName } from '#lib/charts/matrix/confusion-text.ts';
import { matrixSvg } from '#lib/charts/matrix/matrix-svg.ts';
import { HEADLINE_FIGURES } from '#lib/core/metrics/registry.ts';
import { normalise, rowTotals, type Confusion } from '#lib/core/metrics/confusion.ts';
import { formatInterval, formatNumber, formatPercent } from '#lib/core/text/format.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import { classGroups, UNMERGED } from '#lib/core/labels/class-groups.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Table } from '#lib/core/text/table.ts';
import { schemeOfId } from '#lib/study/systems/compared-systems.ts';
import type { ExportedFigures } from '#lib/study/export/exported-figures.ts';
import type { MatrixIntervals } from '#lib/study/answers/matrix-intervals.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** Headline numbers with their intervals, a system a row. */
export function headlineTable(study: Study, { systems }: ExportedFigures): Table {
	return {
		caption: 'Headline numbers with 95% intervals',
		columns: [
			{ label: 'System' },
			{ label: 'Knees', numeric: true },
			...HEADLINE_FIGURES.map((metric) => ({ label: figureTitleWithUnit(metric), numeric: true }))
		],
		rows: systems.map(({ id, knees, metrics, intervals }) => [
			comparedName(study, id),
			knees,
			...HEADLINE_FIGURES.map((metric) => {
				const estimate = {
					value: metrics[metric],
					interval: intervals[metric],
					note: 'interval unknown'
				};
				return estimateText(metric, estimate);
			})
		])
	};
}

/** Recall of each true grade, a system a row. */
export function recallTable(study: Study, { systems }: ExportedFigures): Table {
	return {
		caption: 'Recall of each true grade',
		columns: [
			{ label: 'System' },
			...placedClasses(study.scale).map(({ label }) => ({ label, numeric: true }))
		],
		rows: systems.map(({ id, metrics }) => [
			comparedName(study, id),
			...metrics.recall.map((recall) => formatPercent(recall, 1))
		])
	};
}

/** The weights of an ensemble, a network a row. */
export function weightsTable(
	study: Study,
	{ members, ensembles }: ExportedFigures,
	id: string
): Table {
	return {
		caption: `Weights: ${comparedName(study, id)}`,
		columns: [
			{ label: 'Network' },
			...placedClasses(study.scale).map(({ label }) => ({ label, numeric: true }))
		],
		rows: members.map((member, place) => [
			comparedName(study, member),
			...ensembles[id].table[place].map((weight) => formatNumber(weight, 4))
		])
	};
}

/** The weighted ensembles that there are figures of. */
export function weightedIds({ systems, ensembles }: ExportedFigures): string[] {
	return systems
		.map(({ id }) => id)
		.filter((id) => schemeOfId(id) !== 'mean' && ensembles[id]?.pool === 'sum');
}

/** A confusion matrix as a figure of the report, each share of a row with its interval. */
export function matrixFigure(
	scale: LabelScale,
	name: string,
	counts: Confusion,
	intervals: MatrixIntervals
): string {
	const shares = normalise(counts, 'row');
	const groups = classGroups(scale, UNMERGED);
	const labels = groups.map(({ label }) => label);
	return matrixSvg(
		{
			scale,
			name: confusionName(counts, name, labels),
			groups,
			knees: counts,
			figures: (row, column) => cellFigures(counts[row][column], shares[row][column], 'none'),
			range: (row, column) => formatInterval(intervals[row][column], { digits: 0 }),
			note: (row, column) => `95% interval ${formatInterval(intervals[row][column])}`,
			fill: (row, column) => shareFill(shares[row][column] ?? 0),
			rowTotals: rowTotals(counts)
		},
		'light'
	);
}
