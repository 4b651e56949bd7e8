import { distance, meanOfKnees } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';
import { meanAbsoluteError } from '#lib/core/metrics/metrics.ts';

export const meanAbsoluteErrorMetric = matrixMetric({
	id: 'meanAbsoluteError',
	title: 'Mean absolute error',
	short: 'Mean error, grades',
	definition: () => 'Mean distance from the true grade, in grades.',
	better: 'lower',
	unit: 'grades',
	ordinalOnly: true,
	headline: true,
	compute: meanAbsoluteError
});

export const meanAbsoluteErrorComputation: MatrixComputation = {
	sums: (truth) => meanOfKnees(truth, distance)
};
