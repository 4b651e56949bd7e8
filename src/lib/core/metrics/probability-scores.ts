import { rowCount } from '#lib/core/scores/predictions.ts';
import { onceEach, weightedMean } from '#lib/core/statistics/weighted-statistic.ts';

const SUM_TOLERANCE = 1e-4;

/** What a probability counts as at least, so that one of 0 loses 36.04 nats; as in scikit-learn on float64. */
export const LEAST_PROBABILITY = Number.EPSILON;

/**
 * Squared distance of each knee's probabilities from the truth (1 for its grade, 0 for the others), 0-2.
 *
 * @param truth `[knees]` true grades
 * @param probabilities row-major `[knees, classCount]`, rows sum to 1
 * @returns `[knees]`
 * @throws RangeError when the two do not fit together or a row is no set of probabilities
 */
export function brierLosses(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): Float64Array<ArrayBuffer> {
	requireProbabilities(truth, probabilities, classCount);
	return Float64Array.from({ length: truth.length }, (_, i) => {
		let sum = 0;
		for (let c = 0; c < classCount; c++) {
			sum += (probabilities[i * classCount + c] - (truth[i] === c ? 1 : 0)) ** 2;
		}
		return sum;
	});
}

/**
 * Brier score over all grades, 0 (certain and right) to 2 (certain and wrong): the mean of
 * {@link brierLosses} (Brier, Mon Weather Rev 1950;78:1-3);
 * `sklearn.metrics.brier_score_loss(truth, probabilities, labels=range(classCount), scale_by_half=False)`.
 * Null without knees. Arguments and errors as {@link brierLosses}.
 */
export function brierScore(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): number | null {
	return mean(brierLosses(truth, probabilities, classCount));
}

/**
 * Minus the natural logarithm of the probability given to the true grade of each knee, 0 or more. As in
 * scikit-learn on float64, probabilities are first clipped to between 2.2e-16 and 1 - 2.2e-16, so that no
 * knee loses more than 36.04. Arguments and errors as {@link brierLosses}.
 */
export function logLosses(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): Float64Array<ArrayBuffer> {
	requireProbabilities(truth, probabilities, classCount);
	return Float64Array.from({ length: truth.length }, (_, i) => {
		const given = probabilities[i * classCount + truth[i]];
		return -Math.log(Math.min(Math.max(given, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY));
	});
}

/**
 * Mean of {@link logLosses}, in nats; `sklearn.metrics.log_loss(truth, probabilities,
 * labels=range(classCount))`. ln(classCount) for a network that knows nothing. Null without knees.
 */
export function logLoss(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): number | null {
	return mean(logLosses(truth, probabilities, classCount));
}

/**
 * Refuses what a proper score or a calibration error has no meaning for.
 *
 * @throws RangeError when there is not one row a knee, a true grade is out of range, a number is not
 * between 0 and 1, or a row does not sum to 1 within 1e-4 (scores of a weighted ensemble: rescale them)
 */
export function requireProbabilities(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	classCount: number
): void {
	const rows = rowCount(probabilities, classCount);
	if (rows !== truth.length) {
		throw new RangeError(
			`There are ${truth.length} true grades and ${rows} rows of probabilities; they must be of the same knees.`
		);
	}
	for (let i = 0; i < rows; i++) {
		if (!Number.isInteger(truth[i]) || truth[i] < 0 || truth[i] >= classCount) {
			throw new RangeError(
				`The true grade at position ${i} is ${truth[i]}; grades are whole numbers from 0 to ${classCount - 1}.`
			);
		}
		let sum = 0;
		for (let c = 0; c < classCount; c++) {
			const value = probabilities[i * classCount + c];
			if (!(value >= 0 && value <= 1 + SUM_TOLERANCE)) {
				throw new RangeError(
					`The probability of grade ${c} for knee ${i} is ${value}; it must be from 0 to 1.`
				);
			}
			sum += value;
		}
		if (Math.abs(sum - 1) > SUM_TOLERANCE) {
			throw new RangeError(
				`The scores of knee ${i} sum to ${sum}, not 1: rescale the rows to read them as probabilities.`
			);
		}
	}
}

/**
 * Whether each row sums to 1 within 1e-4, so that it may be read as probabilities as it is.
 *
 * @param scores row-major `[knees, classCount]`
 */
export function rowsSumToOne(scores: ArrayLike<number>, classCount: number): boolean {
	for (let start = 0; start < rowCount(scores, classCount) * classCount; start += classCount) {
		let sum = 0;
		for (let c = 0; c < classCount; c++) sum += scores[start + c];
		if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) return false;
	}
	return true;
}

function mean(values: Float64Array): number | null {
	return weightedMean(values)(onceEach(values.length));
}
