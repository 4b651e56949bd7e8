import { expect, it } from 'vitest';
import { normalQuantile } from '#lib/core/statistics/normal-quantile.ts';
import { normalTail } from '#lib/core/statistics/normal-tail.ts';
import { exchangeReferences } from './exchange-reference.ts';
import { expectClose } from './fixtures.ts';

const { tail, quantile } = exchangeReferences.normal;

it.each(tail)('the normal tail beyond $z is that of scipy', ({ z, p }) => {
	expectClose(normalTail(z), p, 1e-12 * p);
});

it.each(quantile)('the normal quantile of $p is that of scipy', ({ p, z }) => {
	expectClose(normalQuantile(p), z, 1e-14 * Math.max(1, Math.abs(z)));
});

it('has no quantile outside of 0 to 1, infinite ones at the ends', () => {
	expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
	expect(() => normalQuantile(1.01)).toThrow(RangeError);
	expect(() => normalQuantile(NaN)).toThrow(RangeError);
});
