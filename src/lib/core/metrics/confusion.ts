/** `confusion[true][predicted]`: knees, square. */
export type Confusion = readonly (readonly number[])[];

export type Normalisation = 'row' | 'column' | 'all' | 'none';

/**
 * Counts the knees of every pair of true and predicted class; equals
 * `sklearn.metrics.confusion_matrix(truth, predicted, labels=range(classCount))`.
 *
 * @param truth true class of each knee, integers 0 to classCount - 1
 * @param predicted predicted class of each knee, in the same order
 * @throws RangeError when the lengths differ or a class is out of range; the text names the position
 */
export function confusionMatrix(
	truth: ArrayLike<number>,
	predicted: ArrayLike<number>,
	classCount: number
): Confusion {
	if (truth.length !== predicted.length) {
		throw new RangeError(
			`Cannot compare ${truth.length} true grades with ${predicted.length} predicted grades: the lists must be equally long.`
		);
	}
	const matrix = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
	for (let i = 0; i < truth.length; i++) {
		requireClass(truth[i], classCount, 'true', i);
		requireClass(predicted[i], classCount, 'predicted', i);
		matrix[truth[i]][predicted[i]]++;
	}
	return matrix;
}

/**
 * Shares (0-1) of the row (recall on the diagonal), of the column (precision on the diagonal) or of all
 * knees; `none` gives the counts. A share of nothing is unknown and null, where scikit-learn's
 * `normalize` writes 0.
 */
export function normalise(matrix: Confusion, by: Normalisation): (number | null)[][] {
	if (by === 'none') return matrix.map((row) => [...row]);
	const rows = rowTotals(matrix);
	const columns = columnTotals(matrix);
	const all = total(matrix);
	return matrix.map((row, i) =>
		row.map((count, j) => ratio(count, by === 'row' ? rows[i] : by === 'column' ? columns[j] : all))
	);
}

/** Knees of each true class. */
export function rowTotals(matrix: Confusion): number[] {
	return matrix.map((row) => row.reduce((sum, count) => sum + count, 0));
}

/** Knees of each predicted class. */
export function columnTotals(matrix: Confusion): number[] {
	return matrix.map((_, j) => matrix.reduce((sum, row) => sum + row[j], 0));
}

/** All knees of a matrix. */
export function total(matrix: Confusion): number {
	return rowTotals(matrix).reduce((sum, count) => sum + count, 0);
}

/** `part / whole`, null where the whole is 0. */
export function ratio(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}

function requireClass(value: number, classCount: number, what: string, position: number): void {
	if (Number.isInteger(value) && value >= 0 && value < classCount) return;
	throw new RangeError(
		`The ${what} grade at position ${position} is ${value}; grades are whole numbers from 0 to ${classCount - 1}.`
	);
}
