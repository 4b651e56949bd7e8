import { balancedMeanAbsoluteError } from '#lib/core/labels/grade-error.ts';
import { distance, meanOfGrades } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';

export const balancedMeanAbsoluteErrorMetric = matrixMetric({
	id: 'balancedMeanAbsoluteError',
	title: 'Mean absolute error, every grade alike',
	definition: () =>
		'Mean absolute error within each true grade, averaged over the grades (macro-averaged).',
	better: 'lower',
	unit: 'grades',
	ordinalOnly: true,
	compute: balancedMeanAbsoluteError
});

export const balancedMeanAbsoluteErrorComputation: MatrixComputation = {
	sums: (truth) => meanOfGrades(truth, distance)
};
