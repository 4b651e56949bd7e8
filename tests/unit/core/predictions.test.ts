import { describe, expect, it } from 'vitest';
import { argmaxRows, rowCount, softmaxRows } from '#lib/core/scores/predictions.ts';
import { expectClose, fixture, type Classification } from './fixtures.ts';

describe('argmaxRows', () => {
	it('lets the first of equal scores win', () => {
		expect([...argmaxRows([0.2, 0.4, 0.4, 0, 0, 0.2, 0.2, 0.2, 0.2, 0.2], 5)]).toEqual([1, 0]);
	});

	it('copes with negative and infinite scores', () => {
		expect([...argmaxRows([-3, -1, -2, -Infinity, -9], 5)]).toEqual([1]);
	});

	it('refuses a score that is not a number and names the knee', () => {
		expect(() => argmaxRows([0, 0, 0, 0, 1, 0, 0, NaN, 0, 1], 5)).toThrow(/grade 2 for knee 1/);
		expect(() => argmaxRows([NaN, 0, 0, 0, 1], 5)).toThrow(/grade 0 for knee 0/);
	});

	it('refuses scores that are not whole rows', () => {
		expect(() => argmaxRows([0, 1, 2, 3], 5)).toThrow(/4 scores are not whole rows of 5/);
		expect(rowCount(new Float32Array(15), 5)).toBe(3);
	});
});

describe('softmaxRows', () => {
	const { softmax } = fixture<Classification>('classification.json');

	it('equals scipy', () => {
		expectClose(softmaxRows(softmax.logits, 5), softmax.probabilities, 1e-14);
	});

	it('does not overflow and ignores a common shift', () => {
		expectClose(
			softmaxRows([1000, 999, 0, 0, 0], 5),
			[...softmaxRows([1, 0, -999, -999, -999], 5)],
			1e-15
		);
	});
});
