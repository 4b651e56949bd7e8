import { screeningScores } from '#lib/core/metrics/screening.ts';
import { decisionCurves, type DecisionCurves } from '#lib/core/screening/decision-curve.ts';
import type { ScreenedSystems } from './screened-systems.ts';

export interface DecisionCurveQuestion extends ScreenedSystems {
	/** Probabilities from which on a case is treated, ascending, from 0 to below 1. */
	thresholds: readonly number[];
	/** Share of the positive where the systems are to be used; null for that of these cases. */
	prevalence: number | null;
}

/**
 * Decision curves of several systems, see {@link decisionCurves}. Their scores should be probabilities for the prevalence that is
 * asked for. Resamples do not depend on the thresholds, so that some of them can be asked for at a time.
 *
 * @throws RangeError as {@link decisionCurves} and `screeningScores`
 */
export function decisionCurvesOf({
	truth,
	subjects,
	positiveFrom,
	classCount,
	scores,
	thresholds,
	prevalence
}: DecisionCurveQuestion): DecisionCurves {
	return decisionCurves({
		positive: truth.map((label) => label >= positiveFrom),
		subjects,
		probabilities: scores.map((rows) => screeningScores(rows, classCount, positiveFrom)),
		thresholds,
		prevalence
	});
}
