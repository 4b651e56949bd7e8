import { rowTotals, type Confusion } from '#lib/core/confusion.ts';
import { formatCount } from '#lib/core/format.ts';
import type { Table } from '#lib/core/table.ts';
import { GRADE_NAMES } from './confusion-text.ts';

/** `after - before`, cell by cell, in knees; both of the same knees. */
export function confusionChange(before: Confusion, after: Confusion): number[][] {
	const knees = rowTotals(before);
	rowTotals(after).forEach((count, r) => {
		if (count !== knees[r]) {
			throw new RangeError(
				`The two matrices are not of the same knees: ${knees[r]} and ${count} of true grade ${r}.`
			);
		}
	});
	return after.map((row, r) => row.map((count, c) => count - before[r][c]));
}

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

/** What changed, in words: the matrix's name. */
export function changeName(change: Confusion, against: string): string {
	const gained = change.reduce((sum, row, i) => sum + row[i], 0);
	if (gained === 0) return `Against ${against}: as many knees read right.`;
	const more = Math.abs(gained);
	return `Against ${against}: ${formatCount(more)} ${more === 1 ? 'knee' : 'knees'} ${gained > 0 ? 'more' : 'fewer'} read right.`;
}

export function changeTable(
	change: Confusion,
	against: string,
	labels: readonly string[] = GRADE_NAMES
): Table {
	return {
		caption: changeName(change, against),
		columns: [
			{ label: 'True grade' },
			...labels.map((label, c) => ({ label: `Read as ${c} ${label}`, numeric: true }))
		],
		rows: change.map((row, r) => [`${r} ${labels[r]}`, ...row.map(formatChange)])
	};
}
