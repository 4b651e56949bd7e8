import type { Statistic } from '#lib/core/statistics/bootstrap.ts';
import { classwiseCalibrationErrorOf } from './calibration.ts';
import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import { expectedCost, type CostMatrix } from './expected-cost.ts';
import { balancedMeanAbsoluteError, worstGrade } from '#lib/core/labels/grade-error.ts';
import { accuracy, balancedAccuracy, cohenKappa, macroF1, meanAbsoluteError } from './metrics.ts';
import type { BetterWhen } from '#lib/core/comparison/paired-comparison.ts';
import { brierLosses, logLosses } from './probability-scores.ts';
import { macroAucOf } from './roc-auc.ts';
import { weightedMean, type WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';

/** Whether a higher or a lower value is better, for every figure that sums a system up in one number. */
export const BETTER_WHEN = {
	balancedAccuracy: 'higher',
	accuracy: 'higher',
	macroF1: 'higher',
	quadraticWeightedKappa: 'higher',
	linearWeightedKappa: 'higher',
	meanAbsoluteError: 'lower',
	balancedMeanAbsoluteError: 'lower',
	worstGradeError: 'lower',
	expectedCost: 'lower',
	macroAuc: 'higher',
	brierScore: 'lower',
	logLoss: 'lower',
	classwiseCalibrationError: 'lower'
} as const satisfies Readonly<Record<string, BetterWhen>>;

export type FigureName = keyof typeof BETTER_WHEN;
/** Figures that need the scores of a knee; the others are read off the confusion matrix. */
export type ScoreFigure = 'macroAuc' | 'brierScore' | 'logLoss' | 'classwiseCalibrationError';
export type MatrixFigure = Exclude<FigureName, ScoreFigure>;

export const FIGURE_NAMES = Object.keys(BETTER_WHEN) as readonly FigureName[];
export const SCORE_FIGURES: readonly ScoreFigure[] = [
	'macroAuc',
	'brierScore',
	'logLoss',
	'classwiseCalibrationError'
];

export function isScoreFigure(figure: FigureName): figure is ScoreFigure {
	return (SCORE_FIGURES as readonly FigureName[]).includes(figure);
}

/**
 * Figures whose resamples lie above the truth, so that their percentile intervals leave it out: chance adds to every distance
 * that class-wise ECE is a mean of, and to the largest of the grades' mean errors. These have no interval.
 */
const BIASED: readonly FigureName[] = ['classwiseCalibrationError', 'worstGradeError'];

/** Whether the figure has a percentile interval: none where chance moves all resamples one way. */
export function hasInterval(figure: FigureName): boolean {
	return !BIASED.includes(figure);
}

/**
 * The figures of a confusion matrix.
 *
 * @param costs of `expectedCost`, the shares of the grades being those of the knees
 */
export function matrixFigures(costs: CostMatrix): Record<MatrixFigure, Statistic> {
	return {
		balancedAccuracy,
		accuracy,
		macroF1,
		quadraticWeightedKappa: (confusion) => cohenKappa(confusion, 'quadratic'),
		linearWeightedKappa: (confusion) => cohenKappa(confusion, 'linear'),
		meanAbsoluteError,
		balancedMeanAbsoluteError,
		worstGradeError: (confusion) => worstGrade(confusion)?.error ?? null,
		expectedCost: (confusion) => expectedCost(confusion, costs)
	};
}

/**
 * A figure of one system's scores. The area under the ROC curve takes the scores as they are; the others
 * need probabilities, so each row is divided by its sum first.
 *
 * @param truth `[knees]` true grades
 * @param scores row-major `[knees, classCount]`, 0 or more, no row all 0
 * @throws RangeError when the two do not fit together or a row has no shares
 */
export function scoreFigure(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number,
	figure: ScoreFigure
): WeightedStatistic {
	switch (figure) {
		case 'macroAuc':
			return macroAucOf(truth, scores, classCount);
		case 'brierScore':
			return weightedMean(brierLosses(truth, rescaleRows(scores, classCount), classCount));
		case 'logLoss':
			return weightedMean(logLosses(truth, rescaleRows(scores, classCount), classCount));
		case 'classwiseCalibrationError':
			return classwiseCalibrationErrorOf(truth, rescaleRows(scores, classCount), classCount);
	}
}

/** {@link scoreFigure} of every figure of the scores. */
export function scoreFigures(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number
): Record<ScoreFigure, WeightedStatistic> {
	return {
		macroAuc: scoreFigure(truth, scores, classCount, 'macroAuc'),
		brierScore: scoreFigure(truth, scores, classCount, 'brierScore'),
		logLoss: scoreFigure(truth, scores, classCount, 'logLoss'),
		classwiseCalibrationError: scoreFigure(truth, scores, classCount, 'classwiseCalibrationError')
	};
}
