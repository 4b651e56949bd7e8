import type { Statistic } from '#lib/core/statistics/bootstrap.ts';
import { accuracyMetric } from './definitions/accuracy.ts';
import { balancedAccuracyMetric } from './definitions/balanced-accuracy.ts';
import { balancedMeanAbsoluteErrorMetric } from './definitions/balanced-mean-absolute-error.ts';
import { brierScoreMetric } from './definitions/brier-score.ts';
import { classwiseCalibrationErrorMetric } from './definitions/classwise-calibration-error.ts';
import { expectedCostMetric } from './definitions/expected-cost.ts';
import { linearWeightedKappaMetric } from './definitions/linear-weighted-kappa.ts';
import { logLossMetric } from './definitions/log-loss.ts';
import { macroAucMetric } from './definitions/macro-auc.ts';
import { macroF1Metric } from './definitions/macro-f1.ts';
import { meanAbsoluteErrorMetric } from './definitions/mean-absolute-error.ts';
import { quadraticWeightedKappaMetric } from './definitions/quadratic-weighted-kappa.ts';
import { worstGradeErrorMetric } from './definitions/worst-grade-error.ts';
import type { CostMatrix } from './expected-cost.ts';
import type { MatrixMetric, Metric, ScoreMetric } from './metric.ts';

/** Every metric that sums a system up in one number, in the order of tables. */
export const METRICS = [
	balancedAccuracyMetric,
	accuracyMetric,
	macroF1Metric,
	quadraticWeightedKappaMetric,
	linearWeightedKappaMetric,
	meanAbsoluteErrorMetric,
	balancedMeanAbsoluteErrorMetric,
	worstGradeErrorMetric,
	expectedCostMetric,
	macroAucMetric,
	brierScoreMetric,
	logLossMetric,
	classwiseCalibrationErrorMetric
] as const;

type Known = (typeof METRICS)[number];
export type FigureName = Known['id'];
/** Metrics that need the scores of a knee; the others are read off the confusion matrix. */
export type ScoreFigure = Extract<Known, ScoreMetric>['id'];
export type MatrixFigure = Extract<Known, MatrixMetric>['id'];
/** Metrics that stand with an interval wherever a system does. */
export type HeadlineFigure =
	'balancedAccuracy' | 'accuracy' | 'quadraticWeightedKappa' | 'meanAbsoluteError';

const BY_ID: ReadonlyMap<FigureName, Metric> = new Map(
	METRICS.map((metric) => [metric.id, metric])
);

export const FIGURE_NAMES: readonly FigureName[] = METRICS.map(({ id }) => id);
export const MATRIX_FIGURES = METRICS.flatMap((metric) =>
	metric.needs === 'grades' ? [metric.id] : []
);
export const SCORE_FIGURES = METRICS.flatMap((metric) =>
	metric.needs === 'scores' ? [metric.id] : []
);
export const HEADLINE_FIGURES = METRICS.flatMap((metric: Metric) =>
	metric.headline ? [metric.id as HeadlineFigure] : []
);

/** What is known of a metric. */
export function metricOf(figure: FigureName): Metric {
	return BY_ID.get(figure)!;
}

function matrixMetricOf(figure: MatrixFigure): MatrixMetric {
	return metricOf(figure) as MatrixMetric;
}

export function scoreMetricOf(figure: ScoreFigure): ScoreMetric {
	return metricOf(figure) as ScoreMetric;
}

export function isScoreFigure(figure: FigureName): figure is ScoreFigure {
	return metricOf(figure).needs === 'scores';
}

/** Whether the metric has a percentile interval: none where chance moves all resamples one way. */
export function hasInterval(figure: FigureName): boolean {
	return metricOf(figure).resampled !== false;
}

/**
 * The metrics of a confusion matrix.
 *
 * @param costs of `expectedCost`, the shares of the grades being those of the knees
 */
export function matrixFigures(costs: CostMatrix): Record<MatrixFigure, Statistic> {
	return Object.fromEntries(
		MATRIX_FIGURES.map((id) => {
			const { compute } = matrixMetricOf(id);
			return [id, (confusion: Parameters<Statistic>[0]) => compute(confusion, costs)];
		})
	) as Record<MatrixFigure, Statistic>;
}
