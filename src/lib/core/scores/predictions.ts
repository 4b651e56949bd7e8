/**
 * The class with the highest score of each row; the first one wins a tie, as in `numpy.argmax(scores, axis=1)`.
 *
 * @param scores row-major `[n, classCount]`, any scale
 * @returns `[n]` classes
 * @throws RangeError when the length is no multiple of classCount or a score is not a number
 */
export function argmaxRows(scores: ArrayLike<number>, classCount: number): Uint8Array<ArrayBuffer> {
	const classes = new Uint8Array(rowCount(scores, classCount));
	for (let row = 0; row < classes.length; row++) {
		let best = 0;
		for (let c = 0; c < classCount; c++) {
			const score = scores[row * classCount + c];
			if (Number.isNaN(score)) {
				throw new RangeError(
					`The score of grade ${c} for knee ${row} is not a number; run the network again.`
				);
			}
			if (score > scores[row * classCount + best]) best = c;
		}
		classes[row] = best;
	}
	return classes;
}

/**
 * Probabilities of each row, `exp(x - max) / sum`; `scipy.special.softmax(logits, axis=1)`, in float64.
 *
 * @param logits row-major `[n, classCount]`
 * @returns row-major `[n, classCount]`, each row sums to 1
 * @throws RangeError when the length is no multiple of classCount
 */
export function softmaxRows(
	logits: ArrayLike<number>,
	classCount: number
): Float64Array<ArrayBuffer> {
	const rows = rowCount(logits, classCount);
	const probabilities = new Float64Array(rows * classCount);
	for (let row = 0; row < rows; row++) {
		const start = row * classCount;
		let max = -Infinity;
		for (let c = 0; c < classCount; c++) max = Math.max(max, logits[start + c]);
		let sum = 0;
		for (let c = 0; c < classCount; c++) {
			probabilities[start + c] = Math.exp(logits[start + c] - max);
			sum += probabilities[start + c];
		}
		for (let c = 0; c < classCount; c++) probabilities[start + c] /= sum;
	}
	return probabilities;
}

/**
 * Rows of a row-major `[n, classCount]` array.
 *
 * @throws RangeError when the length is no multiple of classCount
 */
export function rowCount(values: ArrayLike<number>, classCount: number): number {
	const rows = values.length / classCount;
	if (Number.isInteger(rows)) return rows;
	throw new RangeError(
		`${values.length} scores are not whole rows of ${classCount}: every knee needs one score a grade.`
	);
}
