import { worstGrade } from '#lib/core/labels/grade-error.ts';
import { distance, worstOfGrades } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';

export const worstGradeErrorMetric = matrixMetric({
	id: 'worstGradeError',
	title: 'Mean absolute error of the worst grade',
	definition: () =>
		'That of the true grade with the largest mean absolute error, which may differ from system to system.',
	better: 'lower',
	unit: 'grades',
	ordinalOnly: true,
	// Chance adds to the largest of the grades' mean errors.
	resampled: false,
	compute: (confusion) => worstGrade(confusion)?.error ?? null
});

export const worstGradeErrorComputation: MatrixComputation = {
	sums: (truth) => worstOfGrades(truth, distance)
};
