import { isRight, meanOfGrades } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';
import { balancedAccuracy } from '#lib/core/metrics/metrics.ts';

export const balancedAccuracyMetric = matrixMetric({
	id: 'balancedAccuracy',
	title: 'Balanced accuracy',
	definition: () => 'Mean recall of the grades.',
	better: 'higher',
	unit: 'share',
	headline: true,
	compute: balancedAccuracy
});

export const balancedAccuracyComputation: MatrixComputation = {
	sums: (truth) => meanOfGrades(truth, isRight)
};
