import { matrixMetric, type MatrixComputation } from '#lib/core/metrics/metric.ts';
import { macroF1 } from '#lib/core/metrics/metrics.ts';

export const macroF1Metric = matrixMetric({
	id: 'macroF1',
	title: 'Macro F1',
	definition: () => 'Mean over the grades of F1, the harmonic mean of precision and recall.',
	better: 'higher',
	unit: 'share',
	compute: macroF1
});

export const macroF1Computation: MatrixComputation = {
	sums: ({ support }) => ({
		width: 2,
		sums: 2 * support.length,
		addsOf: (t, p) => [
			[p, 1],
			[support.length + p, t === p ? 1 : 0]
		],
		valueOf: (sums) => macroF1Of(sums, support)
	})
};

/** @param sums knees read as each grade, then those of them that have it */
function macroF1Of(sums: Float64Array, support: readonly number[]): number {
	let total = 0;
	let known = 0;
	for (let g = 0; g < support.length; g++) {
		const counted = support[g] + sums[g];
		if (counted === 0) continue;
		total += (2 * sums[support.length + g]) / counted;
		known++;
	}
	return total / known;
}
