import { expect, it } from 'vitest';
import { quantile } from '#lib/core/statistics/quantile.ts';
import { expectClose, fixture } from './fixtures.ts';

const { quantiles } = fixture<{
	quantiles: { sorted: number[]; levels: number[]; values: number[] };
}>('resampling.json');

it('equals numpy.quantile', () => {
	expectClose(
		quantiles.levels.map((level) => quantile(quantiles.sorted, level)),
		quantiles.values,
		1e-14
	);
});

it('of one value is that value, of none an error', () => {
	expect(quantile([3], 0.975)).toBe(3);
	expect(() => quantile([], 0.5)).toThrow(/no values/);
});
