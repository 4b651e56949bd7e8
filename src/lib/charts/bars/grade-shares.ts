import { formatCount, formatPercent } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';

/** Knees per grade of one split, or of one reader's readings. */
export interface GradeCounts {
	name: string;
	counts: readonly number[];
}

/** Shares 0-1 of each grade; null throughout where there are no knees. */
export function gradeShares(counts: readonly number[]): (number | null)[] {
	const all = counts.reduce((sum, count) => sum + count, 0);
	return counts.map((count) => (all === 0 ? null : count / all));
}

/** The largest share of any grade in any row: what the longest bar stands for. 1 without knees. */
export function largestShare(rows: readonly GradeCounts[]): number {
	const shares = rows.flatMap((row) => gradeShares(row.counts).map((share) => share ?? 0));
	return Math.max(...shares, 0) || 1;
}

/** Pieces of a stacked bar, in percent of its length; grades without knees have none. */
export function stackedShares(counts: readonly number[]) {
	let start = 0;
	return gradeShares(counts).flatMap((share, grade) => {
		if (!share) return [];
		const piece = { grade, count: counts[grade], share, start: 100 * start, width: 100 * share };
		start += share;
		return [piece];
	});
}

export function distributionTable(scale: LabelScale, rows: readonly GradeCounts[]): Table {
	return {
		caption: `${nouns.Cases} of each ${nouns.class} in each split`,
		columns: [
			{ label: 'Split' },
			...placedClasses(scale).map(({ label }) => ({ label, numeric: true })),
			{ label: nouns.Cases, numeric: true }
		],
		rows: rows.map(({ name, counts }) => {
			const shares = gradeShares(counts);
			return [
				name,
				...counts.map((count, g) => `${formatCount(count)} (${formatPercent(shares[g], 1)})`),
				formatCount(counts.reduce((sum, count) => sum + count, 0))
			];
		})
	};
}
