import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import { lossExchanges } from '#lib/core/comparison/loss-exchanges.ts';
import { weightedMean } from '#lib/core/statistics/weighted-statistic.ts';
import { scoreMetric, type ScoreComputation } from '#lib/core/metrics/metric.ts';
import { brierLosses } from '#lib/core/metrics/probability-scores.ts';

export const brierScoreMetric = scoreMetric({
	id: 'brierScore',
	title: 'Brier score',
	isName: true,
	definition: () =>
		'Mean squared distance of the probabilities from 1 for the true grade and 0 for the others; 0 to 2.',
	better: 'lower',
	unit: 'number',
	digits: 3,
	takes: 'probabilities'
});

export const brierScoreComputation: ScoreComputation = {
	compute: (truth, scores, classCount) =>
		weightedMean(brierLosses(truth, rescaleRows(scores, classCount), classCount)),
	exchanges: (compared) => lossExchanges(compared, brierLosses)
};
