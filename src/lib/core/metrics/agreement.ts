import { argmaxRows } from '#lib/core/scores/predictions.ts';

/** How far two readings of the same knees by the same network agree. */
export interface Agreement {
	/** Knees compared. */
	count: number;
	/** Knees read as the same grade. */
	agreeing: number;
	/** Positions of the knees read as different grades, ascending as compared. */
	differing: number[];
	/** Largest difference of any probability; null when nothing was compared. */
	maxProbabilityDifference: number | null;
}

/**
 * Compares two sets of probabilities, e.g. stored and live.
 *
 * @param stored row-major `[n, classCount]`
 * @param live row-major `[n, classCount]`, same knees in the same order
 * @param positions knees to compare, where a run has not come to all of them yet; all by default
 * @throws RangeError when the lengths differ, a position is outside or a probability is not a number
 */
export function agreementOf(
	stored: ArrayLike<number>,
	live: ArrayLike<number>,
	classCount: number,
	positions?: Iterable<number>
): Agreement {
	if (stored.length !== live.length) {
		throw new RangeError(
			`Cannot compare ${stored.length} stored with ${live.length} live probabilities: they are not of the same knees.`
		);
	}
	const rows = stored.length / classCount;
	const differing: number[] = [];
	let count = 0;
	let largest = 0;
	for (const row of positions ?? Array(rows).keys()) {
		if (!Number.isInteger(row) || row < 0 || row >= rows) {
			throw new RangeError(`There is no knee ${row} among ${rows}.`);
		}
		const before = rowOf(stored, row, classCount);
		const after = rowOf(live, row, classCount);
		if (argmaxRows(before, classCount)[0] !== argmaxRows(after, classCount)[0]) differing.push(row);
		for (let c = 0; c < classCount; c++) {
			largest = Math.max(largest, Math.abs(before[c] - after[c]));
		}
		count++;
	}
	return {
		count,
		agreeing: count - differing.length,
		differing,
		maxProbabilityDifference: count === 0 ? null : largest
	};
}

function rowOf(values: ArrayLike<number>, row: number, classCount: number): number[] {
	return Array.from({ length: classCount }, (_, c) => values[row * classCount + c]);
}
