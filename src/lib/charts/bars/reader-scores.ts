import type { ChartReader } from '#lib/charts/series/reader.types.ts';

/** A reader's scores of the classes, 0-1. */
export interface ReaderScores {
	reader: ChartReader;
	scores: ArrayLike<number>;
	/** The grade it reads; that of the highest score by default. */
	says?: number;
}

/** What an ensemble adds up: `pieces[grade][member]`, score times weight as a share of the sum of all. */
export type EnsemblePieces = readonly (readonly number[])[];

/** The grade of the largest value, the lower one of equals; -1 for none. */
export function largest(values: ArrayLike<number>): number {
	let best = -1;
	for (let i = 0; i < values.length; i++) if (best < 0 || values[i] > values[best]) best = i;
	return best;
}

/**
 * Score times weight of every member and grade, divided by the sum of all, so that the totals of the
 * grades sum to 1.
 *
 * @param members `members[member][grade]`, 0-1
 * @param weights `weights[member][grade]`
 */
export function ensemblePieces(
	members: readonly ArrayLike<number>[],
	weights: readonly ArrayLike<number>[]
): EnsemblePieces {
	const grades = members[0]?.length ?? 0;
	const raw = Array.from({ length: grades }, (_, grade) =>
		members.map((member, m) => member[grade] * weights[m][grade])
	);
	const sum = raw.flat().reduce((total, piece) => total + piece, 0);
	return sum === 0 ? raw : raw.map((row) => row.map((piece) => piece / sum));
}

/** Each grade's total over its members. */
export function pieceTotals(pieces: EnsemblePieces): number[] {
	return pieces.map((row) => row.reduce((sum, piece) => sum + piece, 0));
}
