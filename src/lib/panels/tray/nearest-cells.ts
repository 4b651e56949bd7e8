import type { MatrixSelection } from '#lib/study/selection/selected-rows.ts';
import type { System, SystemId } from '#lib/study/systems/systems.svelte.ts';

export interface NearCell {
	system: SystemId;
	truth: number;
	read: number;
	count: number;
}

/**
 * Cells that hold knees, nearest to an empty one first: the same true grade before another, then the grade
 * read nearest, then the same system, then the most knees. For an empty mistake only mistakes are near.
 */
export function nearestCells(
	{ system, truth, read }: MatrixSelection,
	systems: readonly System[],
	limit = 3
): NearCell[] {
	if (truth === null || read === null) return [];
	const cells = systems.flatMap(({ id, confusion }) =>
		confusion.flatMap((row, t) => row.map((count, r) => ({ system: id, truth: t, read: r, count })))
	);
	const steps = (cell: NearCell) => Math.abs(cell.truth - truth) * 10 + Math.abs(cell.read - read);
	const other = (cell: NearCell) => (cell.system === system ? 0 : 1);
	return cells
		.filter((cell) => cell.count > 0 && (truth === read || cell.truth !== cell.read))
		.sort((a, b) => steps(a) - steps(b) || other(a) - other(b) || b.count - a.count)
		.slice(0, limit);
}
