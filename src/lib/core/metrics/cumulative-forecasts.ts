import type { Forecasts } from './calibration.ts';
import { requireProbabilities } from './probability-scores.ts';
import { screeningScores } from './screening.ts';

/**
 * Probability of a class from `from` on, and whether the case is of one: what an ordinal label is calibrated by, since
 * neighbouring classes may be taken for each other without harm to it. For `reliabilityDiagram` and `calibrationErrorOf`.
 *
 * @param truth `[cases]` true classes
 * @param probabilities row-major `[cases, classCount]`, rows sum to 1; of ordered classes
 * @param from 1 to classCount - 1
 * @throws RangeError when the two do not fit together, a row is no set of probabilities or there is no such bound
 */
export function cumulativeForecasts(
	truth: ArrayLike<number>,
	probabilities: ArrayLike<number>,
	from: number,
	classCount: number
): Forecasts {
	requireProbabilities(truth, probabilities, classCount);
	if (!Number.isInteger(from) || from < 1 || from >= classCount) {
		throw new RangeError(`Classes from ${from} on are no part of classes 0 to ${classCount - 1}.`);
	}
	return {
		probability: screeningScores(probabilities, classCount, from),
		outcome: Uint8Array.from(truth, (label) => (label >= from ? 1 : 0))
	};
}
