import type { Confusion } from './confusion.ts';

/**
 * How two readers' confusion matrices of the same knees differ, `[true][read]`, in knees. A knee that the two
 * read differently is gained in one cell of its row and lost in another.
 */
export interface MatrixDifference {
	/** Knees that A reads as this class and B does not. */
	gained: Confusion;
	/** Knees that B reads as this class and A does not. */
	lost: Confusion;
	/** `gained - lost`, which is A's confusion matrix minus B's. */
	net: Confusion;
}

/** What a knee is to a cell `[truth, read]` of the difference; null where the cell does not concern it. */
export type KneeChange = 'gained' | 'lost' | null;

/**
 * Whether A (gained) or B (lost) alone reads a knee as `read`.
 *
 * @param a class that A reads
 * @param b class that B reads
 */
export function changeAt(read: number, a: number, b: number): KneeChange {
	if (a === b) return null;
	if (a === read) return 'gained';
	return b === read ? 'lost' : null;
}

/**
 * Confusion matrix of A minus that of B, with what cancels out kept apart.
 *
 * @param truth true class of each knee, integers 0 to classCount - 1
 * @param a class that A reads, in the same order
 * @param b class that B reads, in the same order
 * @throws RangeError when the lengths differ or a class is out of range
 */
export function matrixDifference(
	truth: ArrayLike<number>,
	a: ArrayLike<number>,
	b: ArrayLike<number>,
	classCount: number
): MatrixDifference {
	if (truth.length !== a.length || truth.length !== b.length) {
		throw new RangeError(
			`Cannot compare readings of ${a.length} and ${b.length} knees with ${truth.length} true grades: the lists must be equally long.`
		);
	}
	const empty = () =>
		Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
	const gained = empty();
	const lost = empty();
	for (let i = 0; i < truth.length; i++) {
		for (const value of [truth[i], a[i], b[i]]) requireClass(value, classCount, i);
		if (a[i] === b[i]) continue;
		gained[truth[i]][a[i]]++;
		lost[truth[i]][b[i]]++;
	}
	const net = gained.map((row, t) => row.map((count, r) => count - lost[t][r]));
	return { gained, lost, net };
}

function requireClass(value: number, classCount: number, position: number): void {
	if (Number.isInteger(value) && value >= 0 && value < classCount) return;
	throw new RangeError(
		`The grade at position ${position} is ${value}; grades are whole numbers from 0 to ${classCount - 1}.`
	);
}
