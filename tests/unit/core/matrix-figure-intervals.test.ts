import { describe, expect, it } from 'vitest';
import { matrixEstimates } from '#lib/core/statistics/matrix-figure-intervals.ts';
import { calibrationReferences } from './calibration-reference.ts';
import { expectClose } from './fixtures.ts';

describe('figures of a confusion matrix alone', () => {
	it.each(calibrationReferences.matrices)('equal statsmodels', ({ confusion, ...expected }) => {
		const estimates = matrixEstimates(confusion, 2);
		for (const [name, numbers] of Object.entries(expected)) {
			const { estimate, lower, upper } = estimates[name as keyof typeof estimates]!;
			expectClose([estimate, lower, upper], numbers, 1e-12, name);
		}
	});

	it('have wider intervals where a subject may have two knees', () => {
		const { confusion } = calibrationReferences.matrices[1];
		const width = (knees: number) => {
			const { lower, upper } = matrixEstimates(confusion, knees).balancedAccuracy!;
			return upper - lower;
		};
		expect(width(2)).toBeGreaterThan(1.3 * width(1));
	});

	it('are unknown without knees', () => {
		const none = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
		expect(Object.values(matrixEstimates(none, 2))).toEqual([null, null, null, null]);
	});
});
