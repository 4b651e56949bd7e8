import {
	conformalThresholds,
	predictionSets,
	type ConformalCases,
	type ConformalOptions,
	type ConformalThresholds
} from '#lib/core/conformal/prediction-sets.ts';
import { setCoverage, type SetCoverage } from '#lib/core/conformal/set-coverage.ts';

export interface ConformalQuestion extends ConformalOptions {
	/** Validation cases that one system has scored. */
	calibration: ConformalCases;
	/** Cases of other subjects, scored by the same system. */
	evaluated: ConformalCases;
	classCount: number;
}

export interface ConformalAnswer extends ConformalThresholds {
	/** Row-major `[evaluated cases, classCount]`, 1 for a class of the set. */
	sets: Uint8Array<ArrayBuffer>;
	coverage: SetCoverage;
}

/**
 * Prediction sets of one system and how often they hold the true class. The promise of 1 - alpha rests on calibration and
 * evaluated subjects being exchangeable: drawn alike from one population, whatever the system and its errors are.
 *
 * @throws RangeError when a subject is in both lists, lists do not fit together, a row is no set of probabilities or alpha is out
 *   of range
 */
export function conformalSetsOf({
	calibration,
	evaluated,
	classCount,
	...options
}: ConformalQuestion): ConformalAnswer {
	const known = new Set(Array.from(calibration.subjects));
	const shared = Array.from(evaluated.subjects).find((subject) => known.has(subject));
	if (shared !== undefined) {
		throw new RangeError(
			`Subject ${shared} is in calibration and evaluation; prediction sets are judged on other subjects.`
		);
	}
	const found = conformalThresholds(calibration, classCount, options);
	const sets = predictionSets(evaluated.probabilities, found.thresholds, options);
	const coverage = setCoverage(evaluated.truth, evaluated.subjects, sets, classCount);
	return { ...found, sets, coverage };
}
