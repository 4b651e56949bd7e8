import type { CostMatrix } from '#lib/core/metrics/expected-cost.ts';
import {
	hasInterval,
	MATRIX_FIGURES,
	matrixFigures,
	type MatrixFigure
} from '#lib/core/metrics/registry.ts';
import { atShares } from '#lib/core/metrics/standardised-confusion.ts';
import {
	predictiveValueEstimates,
	type PredictiveEstimates
} from '#lib/core/screening/predictive-values.ts';
import { bootstrap } from '#lib/core/statistics/bootstrap.ts';
import { bootstrapEstimate, type Estimate } from '#lib/core/statistics/bootstrap-estimate.ts';

export interface PredictiveQuestion {
	/** `[cases]` true classes. */
	truth: readonly number[];
	subjects: readonly string[];
	/** The class from which on a case counts as positive. */
	positiveFrom: number;
	/** `[cases]` score of these classes by one system. */
	scores: Float64Array;
	/** Positive are cases whose score is at least this. */
	threshold: number;
	/** Each between 0 and 1. */
	prevalences: readonly number[];
}

/** Predictive values of one screening at several prevalences, `[prevalences]`; see {@link predictiveValueEstimates}. */
export function predictiveValuesOf({
	truth,
	subjects,
	positiveFrom,
	scores,
	threshold,
	prevalences
}: PredictiveQuestion): PredictiveEstimates[] {
	const positive = truth.map((label) => label >= positiveFrom);
	const called = Array.from(scores, (score) => score >= threshold);
	return predictiveValueEstimates({ positive, subjects }, called, prevalences);
}

export interface OtherSharesQuestion {
	/** `[cases]` true classes. */
	truth: readonly number[];
	subjects: readonly string[];
	/** `[cases]` classes predicted by one system. */
	predicted: ArrayLike<number>;
	classCount: number;
	/** `[classes]` shares of the classes where the system is to be used, together 1. */
	shares: readonly number[];
	costs: CostMatrix;
}

/**
 * Every metric of the confusion matrix of one system where the classes have other shares, see `standardisedConfusion`; intervals
 * by the subject bootstrap, none where a metric has none. The decisions stay those made for the shares here.
 *
 * @throws RangeError when lists differ in length or the shares do not fit
 */
export function figuresAtShares({
	truth,
	subjects,
	predicted,
	classCount,
	shares,
	costs
}: OtherSharesQuestion): Record<MatrixFigure, Estimate> {
	const figures = matrixFigures(costs);
	const { estimates, replicates } = bootstrap(
		{ truth, subjects, systems: [predicted], classCount },
		Object.fromEntries(
			MATRIX_FIGURES.map((name) => [name, atShares(figures[name], shares)])
		) as typeof figures
	);
	return Object.fromEntries(
		MATRIX_FIGURES.map((name) => {
			const estimate = bootstrapEstimate(estimates[name][0], replicates[name][0]);
			return [name, hasInterval(name) ? estimate : { ...estimate, interval: null }];
		})
	) as Record<MatrixFigure, Estimate>;
}
