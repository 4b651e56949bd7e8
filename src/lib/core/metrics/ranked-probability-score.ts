import { cumulativeForecasts } from './cumulative-forecasts.ts';

/**
 * Ranked probability score of each case, 0 (certain and right) to 1 (certain and at the other end of the scale): the mean
 * over the bounds between the classes of the squared distance of the probability of lying above a bound from whether the case
 * does (Epstein, J Appl Meteorol 1969;8:985-987; Murphy, J Appl Meteorol 1971;10:155-156). Proper, and unlike the Brier score
 * lower for a probability that is put on a nearer class; of two classes it is half of the Brier score.
 *
 * @param truth `[cases]` true classes
 * @param probabilities row-major `[cases, classCount]`, rows sum to 1; of ordered classes
 * @returns `[cases]`; their mean is the score of a system
 * @throws RangeError when the two do not fit together or a row is no set of probabilities
 */
export function rankedProbabilityLosses(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): Float64Array<ArrayBuffer> {
	const losses = new Float64Array(truth.length);
	for (let from = 1; from < classCount; from++) {
		const { probability, outcome } = cumulativeForecasts(truth, probabilities, from, classCount);
		for (let i = 0; i < losses.length; i++) {
			losses[i] += (probability[i] - outcome[i]) ** 2 / (classCount - 1);
		}
	}
	return losses;
}
