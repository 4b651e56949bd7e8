import type { WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';
import { accuracyComputation } from './definitions/accuracy.ts';
import { balancedAccuracyComputation } from './definitions/balanced-accuracy.ts';
import { balancedMeanAbsoluteErrorComputation } from './definitions/balanced-mean-absolute-error.ts';
import { brierScoreComputation } from './definitions/brier-score.ts';
import { classwiseCalibrationErrorComputation } from './definitions/classwise-calibration-error.ts';
import { expectedCostComputation } from './definitions/expected-cost.ts';
import { linearWeightedKappaComputation } from './definitions/linear-weighted-kappa.ts';
import { logLossComputation } from './definitions/log-loss.ts';
import { macroAucComputation } from './definitions/macro-auc.ts';
import { macroF1Computation } from './definitions/macro-f1.ts';
import { meanAbsoluteErrorComputation } from './definitions/mean-absolute-error.ts';
import { quadraticWeightedKappaComputation } from './definitions/quadratic-weighted-kappa.ts';
import { worstGradeErrorComputation } from './definitions/worst-grade-error.ts';
import type { MatrixComputation, ScoreComputation } from './metric.ts';
import { SCORE_FIGURES, type MatrixFigure, type ScoreFigure } from './registry.ts';

/** How systems are compared by each metric of the confusion matrix. */
export const MATRIX_COMPUTATIONS: Readonly<Record<MatrixFigure, MatrixComputation>> = {
	accuracy: accuracyComputation,
	balancedAccuracy: balancedAccuracyComputation,
	balancedMeanAbsoluteError: balancedMeanAbsoluteErrorComputation,
	expectedCost: expectedCostComputation,
	linearWeightedKappa: linearWeightedKappaComputation,
	macroF1: macroF1Computation,
	meanAbsoluteError: meanAbsoluteErrorComputation,
	quadraticWeightedKappa: quadraticWeightedKappaComputation,
	worstGradeError: worstGradeErrorComputation
};

/** How each metric of the scores is computed, and systems are compared by it. */
export const SCORE_COMPUTATIONS: Readonly<Record<ScoreFigure, ScoreComputation>> = {
	brierScore: brierScoreComputation,
	classwiseCalibrationError: classwiseCalibrationErrorComputation,
	logLoss: logLossComputation,
	macroAuc: macroAucComputation
};

/** `compute` of every metric of the scores. */
export function scoreFigures(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number
): Record<ScoreFigure, WeightedStatistic> {
	return Object.fromEntries(
		SCORE_FIGURES.map((id) => [id, SCORE_COMPUTATIONS[id].compute(truth, scores, classCount)])
	) as Record<ScoreFigure, WeightedStatistic>;
}
