import { distance, kappaSums } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';
import { cohenKappa } from '#lib/core/metrics/metrics.ts';

export const linearWeightedKappaMetric = matrixMetric({
	id: 'linearWeightedKappa',
	title: 'Linear weighted kappa',
	definition: () => 'Agreement beyond chance; a mistake counts by its distance in grades.',
	better: 'higher',
	unit: 'number',
	ordinalOnly: true,
	compute: (confusion) => cohenKappa(confusion, 'linear')
});

export const linearWeightedKappaComputation: MatrixComputation = {
	sums: (truth) => kappaSums(truth, distance)
};
