import {
	normalise,
	rowTotals,
	total,
	type Confusion,
	type Normalisation
} from '#lib/core/metrics/confusion.ts';
import { formatCount, formatInterval, formatPercent } from '#lib/core/text/format.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

/** A cell, a whole row (`column` null) or a whole column (`row` null). */
export interface MatrixSelection {
	row: number | null;
	column: number | null;
}

/** What the shares of a matrix are of, and their 95 % intervals `[true][read]` where they are known. */
export interface MatrixShares {
	by: Normalisation;
	intervals?: readonly (readonly (Range | null)[])[] | null;
}

const SHARE_OF: Readonly<Record<Normalisation, string>> = {
	none: 'of the row',
	row: 'of the row',
	column: 'of the column',
	all: 'of all'
};

/** The matrix's name, which says its result: how many were read correctly, and the most frequent mistake. */
export function confusionName(
	counts: Confusion,
	reader: string,
	labels: readonly string[]
): string {
	const right = counts.reduce((sum, row, i) => sum + row[i], 0);
	const result = `${reader}: ${formatCount(right)} of ${knees(total(counts))} read correctly`;
	const worst = largestMistake(counts);
	if (!worst) return `${result}, no mistakes.`;
	const { row, column, count } = worst;
	return `${result}; the most frequent mistake is ${labels[row]} read as ${labels[column]}, ${knees(count)}.`;
}

/** A cell in words: its knees, the share that is shown and the interval of it. */
export function cellName(
	counts: Confusion,
	{ row, column }: { row: number; column: number },
	linked: number | null,
	labels: readonly string[],
	shares: MatrixShares = { by: 'none' }
): string {
	const parts = [cellKnees(counts, { row, column }, labels)];
	const share = shareText(counts, { row, column }, shares);
	if (share) parts.push(share);
	if (linked) parts.push(`${linked} of them selected`);
	return parts.join(', ');
}

/** Which cell it is and its knees. */
export function cellKnees(
	counts: Confusion,
	{ row, column }: { row: number; column: number },
	labels: readonly string[]
): string {
	const count = counts[row][column];
	return `True ${labels[row]}, read as ${labels[column]}: ${count === 0 ? `no ${nouns.cases}` : knees(count)}`;
}

/**
 * The share of a cell with its interval: "18.1% of the row (95% interval 12.4 to 25.6)". Null for a cell without knees
 * whose interval is not known, and for a share of nothing.
 */
export function shareText(
	counts: Confusion,
	{ row, column }: { row: number; column: number },
	{ by, intervals = null }: MatrixShares
): string | null {
	const interval = intervals?.[row][column] ?? null;
	if (counts[row][column] === 0 && !interval) return null;
	const share = shareOf(counts, by)[row][column];
	if (share === null) return null;
	if (!interval) return `${formatPercent(share)} ${SHARE_OF[by]}`;
	return `${formatPercent(share, 1)} ${SHARE_OF[by]} (95% interval ${formatInterval(interval)})`;
}

/** The matrix as a table: counts, row totals, and the shares that are shown with their intervals. */
export function confusionTable(
	counts: Confusion,
	reader: string,
	labels: readonly string[],
	{ by, intervals = null }: MatrixShares = { by: 'none' }
): Table {
	const shares = shareOf(counts, by);
	const totals = rowTotals(counts);
	const told = intervals ? `; shares ${SHARE_OF[by]} with 95% intervals` : '';
	return {
		caption: `${reader}: ${nouns.cases} by true ${nouns.class} and ${nouns.class} read${told}`,
		columns: [
			{ label: `True ${nouns.class}` },
			...labels.map((label) => ({ label: `Read as ${label}`, numeric: true })),
			{ label: nouns.Cases, numeric: true }
		],
		rows: counts.map((row, r) => [
			labels[r],
			...row.map((count, c) => {
				const interval = intervals?.[r][c] ?? null;
				if (count === 0 && !interval) return '0';
				if (!interval) return `${formatCount(count)} (${formatPercent(shares[r][c])})`;
				return `${formatCount(count)} (${formatPercent(shares[r][c], 1)}, ${formatInterval(interval)})`;
			}),
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

/** Counts are shown with their shares of the row. */
function shareOf(counts: Confusion, by: Normalisation): (number | null)[][] {
	return normalise(counts, by === 'none' ? 'row' : by);
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
	return `${formatCount(count)} ${count === 1 ? nouns.case : nouns.cases}`;
}
