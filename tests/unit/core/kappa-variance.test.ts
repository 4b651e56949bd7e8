import { expect, it } from 'vitest';
import { quadraticKappaVariance } from '#lib/core/statistics/kappa-variance.ts';
import { expectClose } from './fixtures.ts';
import { sliceReferences } from './slice-reference.ts';

it('equals statsmodels', () => {
	for (const { confusion, variance } of sliceReferences.kappaVariances) {
		expectClose(quadraticKappaVariance(confusion), variance, 1e-14);
	}
});

it('is unknown where kappa is', () => {
	expect(
		quadraticKappaVariance([
			[4, 0],
			[0, 0]
		])
	).toBeNull();
});
