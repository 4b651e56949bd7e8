import { Random } from '#lib/core/statistics/random.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** Which knees a gallery shows, by whether its system reads them right. */
export type GalleryFilter = 'right' | 'wrong' | 'all';

/** What a heat map is for: the grade that was read, the true one, or the same for all. */
export type HeatFor = 'own' | 'true' | 0 | 1 | 2 | 3 | 4;

/** The knees of one true grade as one system reads them. */
export interface GalleryRow {
	grade: number;
	/** Knees of the grade in the evaluated split. */
	all: number;
	/** Of them, those that were read; the others are not in the gallery. */
	read: number;
	/** Rows of those that match the filter, in the order of the set. */
	matching: readonly number[];
	/** A few of them; `turn` moves on to others. */
	shown: readonly number[];
	/** One that does not match; null where there is none or all match. */
	other: number | null;
}

const SHUFFLE_SEED = 20_260;

/** The rows in an order that is the same every time (Fisher-Yates). */
export function shuffled(rows: readonly number[], seed = SHUFFLE_SEED): number[] {
	const order = [...rows];
	const random = Random.fromSeed(seed);
	for (let i = order.length - 1; i > 0; i--) {
		const j = random.integer(i + 1);
		[order[i], order[j]] = [order[j], order[i]];
	}
	return order;
}

/**
 * A row of the gallery.
 *
 * @param order all rows of this true grade, shuffled; the knees shown are taken from it in turn
 * @param turn 0, 1, 2, ...: each shows the next knees, round and round
 * @param count knees shown
 */
export function galleryRow(
	table: KneeTable,
	{ predictions }: System,
	grade: number,
	filter: GalleryFilter,
	order: readonly number[],
	turn: number,
	count: number
): GalleryRow {
	const known = order.filter((row) => predictions[row] >= 0);
	const matches = (row: number) =>
		filter === 'all' || (predictions[row] === table.grades[row]) === (filter === 'right');
	const matching = known.filter(matches);
	const others = known.filter((row) => !matches(row));
	return {
		grade,
		all: order.length,
		read: known.length,
		matching: matching.toSorted((a, b) => a - b),
		shown: inTurn(matching, turn, count),
		other: inTurn(others, turn, 1)[0] ?? null
	};
}

/** The grade that a knee's heat is shown for; null while the system has not read it. */
export function heatGradeOf(
	table: KneeTable,
	{ predictions }: System,
	row: number,
	heatFor: HeatFor
): number | null {
	if (heatFor === 'true') return table.grades[row];
	if (heatFor !== 'own') return heatFor;
	return predictions[row] < 0 ? null : predictions[row];
}

function inTurn(rows: readonly number[], turn: number, count: number): number[] {
	if (rows.length <= count) return [...rows];
	return Array.from({ length: count }, (_, i) => rows[(turn * count + i) % rows.length]);
}
