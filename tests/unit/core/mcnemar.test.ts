import { describe, expect, it } from 'vitest';
import { exactMcNemarP, mcnemar } from '#lib/core/mcnemar.ts';
import { comparisonReferences } from './comparison-reference.ts';
import { expectClose } from './fixtures.ts';

describe('exact McNemar test', () => {
	it.each(comparisonReferences.exact)(
		'of $onlyFirst against $onlySecond equals scipy',
		({ onlyFirst, onlySecond, p }) => {
			expectClose(exactMcNemarP(onlyFirst, onlySecond), p, 1e-10 * p);
			expect(exactMcNemarP(onlySecond, onlyFirst)).toBe(exactMcNemarP(onlyFirst, onlySecond));
		}
	);

	it('is never 0, however rare', () => {
		expect(exactMcNemarP(0, 1100)).toBeGreaterThan(0);
		expect(exactMcNemarP(5, 2000)).toBeGreaterThan(0);
	});

	it('counts knees that one system alone reads right', () => {
		const truth = [0, 1, 2, 3, 4, 4];
		const first = [0, 1, 2, 2, 0, 4];
		const second = [0, 0, 1, 1, 4, 4];
		expect(mcnemar(truth, first, second)).toEqual({ onlyFirst: 2, onlySecond: 1, p: 1 });
		expect(mcnemar(truth, first, first)).toEqual({ onlyFirst: 0, onlySecond: 0, p: 1 });
		expect(() => mcnemar(truth, first, [0])).toThrow(/equally long/);
	});
});
