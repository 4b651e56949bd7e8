import { isRight, meanOfKnees } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';
import { accuracy } from '#lib/core/metrics/metrics.ts';

export const accuracyMetric = matrixMetric({
	id: 'accuracy',
	title: 'Accuracy',
	definition: () => 'Share of the knees read correctly.',
	better: 'higher',
	unit: 'share',
	headline: true,
	compute: accuracy
});

export const accuracyComputation: MatrixComputation = {
	sums: (truth) => meanOfKnees(truth, isRight)
};
