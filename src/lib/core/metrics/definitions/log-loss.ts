import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import { lossExchanges } from '#lib/core/comparison/loss-exchanges.ts';
import { weightedMean } from '#lib/core/statistics/weighted-statistic.ts';
import { scoreMetric, type ScoreComputation } from '#lib/core/metrics/metric.ts';
import { logLosses } from '#lib/core/metrics/probability-scores.ts';

export const logLossMetric = scoreMetric({
	id: 'logLoss',
	title: 'Log loss',
	definition: (classCount) =>
		`Mean of minus ln of the probability given to the true grade; ${Math.log(classCount).toFixed(3)} for uniform probabilities.`,
	better: 'lower',
	unit: 'number',
	digits: 3,
	takes: 'probabilities'
});

export const logLossComputation: ScoreComputation = {
	compute: (truth, scores, classCount) =>
		weightedMean(logLosses(truth, rescaleRows(scores, classCount), classCount)),
	exchanges: (compared) => lossExchanges(compared, logLosses)
};
