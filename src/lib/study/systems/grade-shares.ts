import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import { numbersFrom, numbersTo } from '#lib/study/view/number-list.ts';

/** Shares of the grades: those of the validation knees, of all evaluated knees, equal ones, or typed parts. */
export type ShareSource = 'val' | 'shown' | 'equal' | readonly number[];

/** Shares that scores of unknown origin can be taken to be for. */
export type AssumedPrior = 'equal' | 'val';

/** Knees of each grade, of which shares are made. */
export interface GradeCounts {
	val: readonly number[];
	/** The evaluated split, whatever the filter. */
	shown: readonly number[];
}

/** The same share of every class. */
export function equalShares(classCount: number): readonly number[] {
	return new Array<number>(classCount).fill(1 / classCount);
}

/** In place of a share of 0, so that a knee of which nothing else is left keeps a grade. */
const SMALLEST_SHARE = 1e-12;

/** Shares of a source, each above 0 and together 1; equal ones where there are no knees to take them from. */
export function sharesFrom(source: ShareSource, counts: GradeCounts): readonly number[] {
	if (source === 'equal') return equalShares(counts.shown.length);
	return sharesOfParts(typeof source === 'string' ? counts[source] : source);
}

/** Parts of any sum as shares, each above 0 and together 1; equal ones where all parts are 0. */
export function sharesOfParts(parts: readonly number[]): readonly number[] {
	const all = total(parts);
	if (all === 0) return equalShares(parts.length);
	const shares = parts.map((part) => Math.max(part / all, SMALLEST_SHARE));
	const sum = total(shares);
	return shares.map((share) => share / sum);
}

/** As a word of an address: `val`, `shown`, `equal`, `40-20-20-15-5`. */
export function shareSourceTo(source: ShareSource): string {
	return typeof source === 'string' ? source : numbersTo(source);
}

/** The source that {@link shareSourceTo} wrote of so many classes; null where the word is damaged. */
export function shareSourceFrom(word: string, classCount: number): ShareSource | null {
	if (word === 'val' || word === 'shown' || word === 'equal') return word;
	const parts = numbersFrom(word, classCount);
	return parts?.some((share) => share > 0) ? parts : null;
}

/** Knees of each grade among some rows. */
export function countsOfRows({ grades, classCount }: KneeTable, rows: readonly number[]): number[] {
	const counts = new Array<number>(classCount).fill(0);
	for (const row of rows) counts[grades[row]]++;
	return counts;
}

/** Whether two lists of shares are the same but for rounding. */
export function sameShares(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((share, grade) => Math.abs(share - b[grade]) < 1e-9);
}

function total(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0);
}
