import { expectedCost } from '#lib/core/metrics/expected-cost.ts';
import { meanOfKnees } from '#lib/core/metrics/matrix-sums.ts';
import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';

export const expectedCostMetric = matrixMetric({
	id: 'expectedCost',
	title: 'Expected cost',
	short: 'Mean cost',
	definition: () => 'Mean cost of a prediction, by the costs chosen below.',
	better: 'lower',
	unit: 'number',
	compute: expectedCost
});

export const expectedCostComputation: MatrixComputation = {
	sums: (truth) => meanOfKnees(truth, (t, p) => truth.costs[t][p])
};
