import { aucExchanges } from '#lib/core/comparison/roc-exchanges.ts';
import { scoreMetric, type ScoreComputation } from '#lib/core/metrics/metric.ts';
import { macroAucOf } from '#lib/core/metrics/roc-auc.ts';

export const macroAucMetric = scoreMetric({
	id: 'macroAuc',
	title: 'AUC, each grade against the rest',
	isName: true,
	definition: () =>
		'Probability that a knee of the grade scores higher for it than another knee; mean over the grades.',
	better: 'higher',
	unit: 'number',
	digits: 3,
	takes: 'scores'
});

export const macroAucComputation: ScoreComputation = {
	compute: macroAucOf,
	exchanges: ({ truth, groups, scores, costs }) => aucExchanges(truth, groups, scores, costs.length)
};
