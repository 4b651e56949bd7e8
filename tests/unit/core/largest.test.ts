import { describe, expect, it } from 'vitest';
import { largest } from '#lib/core/scores/largest.ts';

describe('largest', () => {
	it('is the beginning of a stable sort', () => {
		const values = Array.from({ length: 500 }, (_, i) => (i * 7919) % 97);
		const sorted = [...values.keys()].sort((a, b) => values[b] - values[a]);
		for (const count of [1, 6, 50, 500, 900]) {
			expect(largest(values, count)).toEqual(sorted.slice(0, count));
		}
	});

	it('has nothing of nothing', () => {
		expect(largest([], 3)).toEqual([]);
		expect(largest([1, 2], 0)).toEqual([]);
	});
});
