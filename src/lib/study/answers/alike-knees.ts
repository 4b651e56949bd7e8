import { nearestTo } from '#lib/core/checks/nearest-knees.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { ModelResults } from '#lib/study/readings/model-results.svelte.ts';

export interface AlikeKnee {
	row: number;
	/** Cosine distance of the features, 0-2. */
	distance: number;
}

/**
 * The evaluated knees that are nearest to one in a network's features, nearest first; the subject's own other knee does
 * not count. Null while the features of the knee itself are unknown.
 */
export function alikeKnees(
	{ knees, evaluatedRows }: KneeTable,
	{ features }: ModelResults,
	row: number,
	count: number
): AlikeKnee[] | null {
	const own = features.of(row);
	if (!own) return null;
	const others = evaluatedRows.filter(
		(other) => knees[other].subject !== knees[row].subject && features.of(other) !== null
	);
	return nearestTo(
		own,
		others.map((other) => features.of(other)!),
		count
	).map(({ index, distance }) => ({ row: others[index], distance }));
}
