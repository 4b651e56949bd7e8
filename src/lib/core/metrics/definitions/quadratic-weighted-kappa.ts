import { kappaSums } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';
import { cohenKappa } from '#lib/core/metrics/metrics.ts';

export const quadraticWeightedKappaMetric = matrixMetric({
	id: 'quadraticWeightedKappa',
	title: 'Quadratic weighted kappa',
	definition: () =>
		'Agreement beyond chance; a mistake counts by the square of its distance in grades.',
	better: 'higher',
	unit: 'number',
	ordinalOnly: true,
	headline: true,
	compute: (confusion) => cohenKappa(confusion, 'quadratic')
});

export const quadraticWeightedKappaComputation: MatrixComputation = {
	sums: (truth) => kappaSums(truth, (t, p) => (t - p) ** 2)
};
