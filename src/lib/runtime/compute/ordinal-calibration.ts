import { expectedGrades } from '#lib/core/combine/decision-rules.ts';
import { calibrationErrorOf } from '#lib/core/metrics/calibration.ts';
import { cumulativeForecasts } from '#lib/core/metrics/cumulative-forecasts.ts';
import { ordinalConcordanceOf } from '#lib/core/metrics/ordinal-concordance.ts';
import { rankedProbabilityLosses } from '#lib/core/metrics/ranked-probability-score.ts';
import { reliabilityDiagram, type ReliabilityBin } from '#lib/core/metrics/reliability-diagram.ts';
import { bootstrapEstimate, type Estimate } from '#lib/core/statistics/bootstrap-estimate.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { onceEach, weightedMean } from '#lib/core/statistics/weighted-statistic.ts';

export interface OrdinalCalibrationQuestion {
	/** `[cases]` true classes. */
	truth: readonly number[];
	subjects: readonly string[];
	/** Row-major `[cases, classCount]` probabilities of one system, rows sum to 1. */
	probabilities: Float64Array;
	classCount: number;
	/** Bins of each diagram. */
	bins: number;
}

/** Probability of a class from this one on, held against how often it was so. */
export interface CumulativeCalibration {
	from: number;
	diagram: ReliabilityBin[];
	/** Expected calibration error in these bins, 0-1; biased upwards, so that it has no interval. */
	error: number | null;
}

export interface OrdinalCalibration {
	/** `[classCount - 1]`, from class 1 on. */
	bounds: CumulativeCalibration[];
	/** See `ordinalConcordanceOf`; of the expected class. */
	concordance: { overCases: Estimate; overClasses: Estimate };
	/** Mean of `rankedProbabilityLosses`. */
	rankedProbability: Estimate;
}

/**
 * Calibration and discrimination of one system on ordered classes; intervals by the subject bootstrap.
 *
 * @throws RangeError when lists do not fit together or a row is no set of probabilities
 */
export function ordinalCalibrationOf({
	truth,
	subjects,
	probabilities,
	classCount,
	bins
}: OrdinalCalibrationQuestion): OrdinalCalibration {
	const losses = rankedProbabilityLosses(truth, probabilities, classCount);
	const expected = expectedGrades(probabilities, classCount);
	const concordance = (over: 'pairs of cases' | 'pairs of classes') =>
		ordinalConcordanceOf(truth, expected, classCount, over);
	const { estimates, replicates } = scoreBootstrap(subjects, {
		overCases: [concordance('pairs of cases')],
		overClasses: [concordance('pairs of classes')],
		rankedProbability: [weightedMean(losses)]
	});
	const estimate = (name: keyof typeof estimates) =>
		bootstrapEstimate(estimates[name][0], replicates[name][0]);
	return {
		bounds: Array.from({ length: classCount - 1 }, (_, k) => {
			const forecasts = cumulativeForecasts(truth, probabilities, k + 1, classCount);
			return {
				from: k + 1,
				diagram: reliabilityDiagram(forecasts, bins, subjects),
				error: calibrationErrorOf(forecasts, bins)(onceEach(truth.length))
			};
		}),
		concordance: { overCases: estimate('overCases'), overClasses: estimate('overClasses') },
		rankedProbability: estimate('rankedProbability')
	};
}
