import {
	normalise,
	rowTotals,
	type Confusion,
	type Normalisation
} from '#lib/core/metrics/confusion.ts';
import type { MatrixDifference } from '#lib/core/metrics/difference-matrix.ts';
import { formatCount, UNKNOWN, formatDifference } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';
import { nouns } from '#lib/core/text/nouns.ts';

/** The change as a share of its row, positive where it is good: more on the diagonal, fewer off it. */
export function gainOf(change: number, row: number, column: number, rowTotal: number): number {
	if (rowTotal === 0 || change === 0) return 0;
	return ((row === column ? 1 : -1) * change) / rowTotal;
}

/** "+12", "−6" with a true minus, "0". */
export function formatChange(change: number): string {
	if (change === 0) return '0';
	return `${change > 0 ? '+' : '\u2212'}${formatCount(Math.abs(change))}`;
}

/** Shares of A minus shares of B, -1 to 1; null where one of them is a share of nothing. */
export function shareChange(
	of: Confusion,
	minus: Confusion,
	by: Exclude<Normalisation, 'none'>
): (number | null)[][] {
	const shares = normalise(minus, by);
	return normalise(of, by).map((row, t) =>
		row.map((share, r) => {
			const other = shares[t][r];
			return share === null || other === null ? null : share - other;
		})
	);
}

/** In points with one decimal and its sign: "+3.2", "−0.8", "0.0". */
export function formatShareChange(change: number | null): string {
	return change === null ? UNKNOWN : formatDifference(change);
}

/** The difference of two readers in words: its name. */
export function differenceName({ net, gained }: MatrixDifference, a: string, b: string): string {
	const more = net.reduce((sum, row, i) => sum + row[i], 0);
	const moved = sum(gained);
	const right =
		more === 0
			? `as many ${nouns.cases} read correctly`
			: `${formatCount(Math.abs(more))} ${more > 0 ? 'more' : 'fewer'} ${Math.abs(more) === 1 ? nouns.case : nouns.cases} read correctly`;
	return `${a} minus ${b}: ${right}; ${knees(moved)} read differently.`;
}

/** A cell of the difference in words. */
export function differenceCellName(
	{ net, gained, lost }: MatrixDifference,
	{ row, column }: { row: number; column: number },
	linked: number | null,
	labels: readonly string[]
): string {
	const place = `True ${labels[row]}, read as ${labels[column]}`;
	if (gained[row][column] + lost[row][column] === 0)
		return `${place}: no ${nouns.case} gained or lost`;
	const selected = linked ? `, ${formatCount(linked)} of them selected` : '';
	return `${place}: ${formatChange(net[row][column])}, ${formatCount(gained[row][column])} gained and ${formatCount(lost[row][column])} lost${selected}`;
}

/** The difference as a table: net change, with what was gained and lost. */
export function differenceMatrixTable(
	difference: MatrixDifference,
	a: string,
	b: string,
	labels: readonly string[]
): Table {
	const { net, gained, lost } = difference;
	const moved = rowTotals(gained);
	return {
		caption: differenceName(difference, a, b),
		columns: [
			{ label: `True ${nouns.class}` },
			...labels.map((label) => ({ label: `Read as ${label}`, numeric: true })),
			{ label: `${nouns.Cases} read differently`, numeric: true }
		],
		rows: net.map((row, r) => [
			labels[r],
			...row.map((change, c) =>
				gained[r][c] + lost[r][c] === 0
					? '0'
					: `${formatChange(change)} (${formatChange(gained[r][c])} ${formatChange(-lost[r][c])})`
			),
			moved[r]
		])
	};
}

function sum(matrix: Confusion): number {
	return rowTotals(matrix).reduce((all, count) => all + count, 0);
}

function knees(count: number): string {
	return `${formatCount(count)} ${count === 1 ? nouns.case : nouns.cases}`;
}
