import {
	normalise,
	rowTotals,
	total,
	type Confusion,
	type Normalisation
} from '#lib/core/confusion.ts';
import { formatCount, formatPercent } from '#lib/core/format.ts';
import { GRADES } from '#lib/core/grades.ts';
import { GRADE_GROUPS } from '#lib/core/merged-grades.ts';
import type { Table } from '#lib/core/table.ts';

/** A cell, a whole row (`column` null) or a whole column (`row` null). */
export interface MatrixSelection {
	row: number | null;
	column: number | null;
}

export const GRADE_NAMES: readonly string[] = GRADES.map((grade) => grade.name);
/** "0 Healthy" and so on. */
export const GRADE_LABELS: readonly string[] = GRADE_GROUPS.none.map(({ label }) => label);

/** The matrix's name, which says its result: how many were read right, and the most frequent mistake. */
export function confusionName(
	counts: Confusion,
	reader: string,
	labels: readonly string[] = GRADE_LABELS
): string {
	const right = counts.reduce((sum, row, i) => sum + row[i], 0);
	const result = `${reader}: ${formatCount(right)} of ${knees(total(counts))} read right`;
	const worst = largestMistake(counts);
	if (!worst) return `${result}, no mistakes.`;
	const { row, column, count } = worst;
	return `${result}; the most frequent mistake is ${labels[row]} read as ${labels[column]}, ${knees(count)}.`;
}

/** A cell in words. */
export function cellName(
	counts: Confusion,
	{ row, column }: { row: number; column: number },
	linked: number | null,
	labels: readonly string[] = GRADE_LABELS
): string {
	const count = counts[row][column];
	const place = `True ${labels[row]}, read as ${labels[column]}`;
	if (count === 0) return `${place}: no knees`;
	const share = formatPercent(count / rowTotals(counts)[row]);
	const selected = linked ? `, ${linked} of them selected` : '';
	return `${place}: ${knees(count)}, ${share} of the row${selected}`;
}

/** The matrix as a table: counts, row totals, and shares of the row. */
export function confusionTable(
	counts: Confusion,
	reader: string,
	labels: readonly string[] = GRADE_LABELS
): Table {
	const shares = normalise(counts, 'row');
	const totals = rowTotals(counts);
	return {
		caption: `${reader}: knees by true grade and grade read`,
		columns: [
			{ label: 'True grade' },
			...labels.map((label) => ({ label: `Read as ${label}`, numeric: true })),
			{ label: 'Knees', numeric: true }
		],
		rows: counts.map((row, r) => [
			labels[r],
			...row.map((count, c) =>
				count === 0 ? '0' : `${formatCount(count)} (${formatPercent(shares[r][c])})`
			),
			totals[r]
		])
	};
}

/**
 * Both figures of a cell, the large one first: knees with their share of the row, or the share that is asked
 * for with the knees.
 */
export function cellFigures(
	count: number,
	share: number | null,
	by: Normalisation
): [string, string] {
	const knees = formatCount(count);
	return by === 'none' ? [knees, formatPercent(share)] : [formatPercent(share), knees];
}

function largestMistake(counts: Confusion) {
	let worst: { row: number; column: number; count: number } | null = null;
	counts.forEach((cells, row) =>
		cells.forEach((count, column) => {
			if (row !== column && count > (worst?.count ?? 0)) worst = { row, column, count };
		})
	);
	return worst as { row: number; column: number; count: number } | null;
}

function knees(count: number): string {
	return `${formatCount(count)} ${count === 1 ? 'knee' : 'knees'}`;
}
