import { rowCount } from './predictions.ts';

/**
 * Scores of each knee divided by their sum.
 *
 * @param scores row-major `[knees, classCount]`, 0 or more
 * @returns row-major `[knees, classCount]`, each row sums to 1
 * @throws RangeError when scores are not whole rows of numbers of 0 or more with a sum above 0
 */
export function scoreShares(
	scores: ArrayLike<number>,
	classCount: number
): Float64Array<ArrayBuffer> {
	const shares = new Float64Array(rowCount(scores, classCount) * classCount);
	for (let start = 0; start < shares.length; start += classCount) {
		let sum = 0;
		for (let c = 0; c < classCount; c++) {
			const score = scores[start + c];
			sum += score >= 0 ? score : NaN;
		}
		if (!(sum > 0 && sum < Infinity)) {
			throw new RangeError(
				`The scores of knee ${start / classCount} are not shares: they must be numbers of 0 or more, not all 0.`
			);
		}
		for (let c = 0; c < classCount; c++) shares[start + c] = scores[start + c] / sum;
	}
	return shares;
}
