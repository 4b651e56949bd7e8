import { describe, expect, it } from 'vitest';
import { hybridInterval } from '#lib/core/statistics/hybrid-interval.ts';
import { meanCountInterval, wilsonInterval } from '#lib/core/statistics/wilson-interval.ts';
import { expectClose } from './fixtures.ts';
import { sliceReferences } from './slice-reference.ts';

const share = (weight: number, hits: number, count: number) => ({
	weight,
	estimate: hits / count,
	interval: wilsonInterval(hits, count)!
});

describe('hybridInterval', () => {
	it('is that of Newcombe for two shares, as statsmodels has it', () => {
		for (const { count, wrong, inside, wrongInside, newcombe } of sliceReferences.fisher) {
			const outside = count - inside;
			const { lower, upper } = hybridInterval([
				share(1, inside - wrongInside, inside),
				share(-1, outside - wrong + wrongInside, outside)
			]);
			expectClose([lower, upper], newcombe, 1e-12, `${count} ${wrong} ${inside}`);
		}
	});

	it('is narrower for a difference of what moves together, wider for a sum', () => {
		const width = (weights: [number, number], correlation: number) => {
			const terms = [share(weights[0], 30, 60), share(weights[1], 45, 60)];
			const { lower, upper } = hybridInterval(terms, () => correlation);
			return upper - lower;
		};
		expect(width([1, -1], 0.5)).toBeLessThan(width([1, -1], 0));
		expect(width([1, 1], 0.5)).toBeGreaterThan(width([1, 1], 0));
		expect(width([1, -1], 0)).toBeCloseTo(width([1, 1], 0), 12);
	});

	it('is the interval itself for one share', () => {
		const { lower, upper } = hybridInterval([share(1, 3, 17)]);
		expectClose([lower, upper], Object.values(wilsonInterval(3, 17)!), 1e-15);
	});
});

describe('meanCountInterval', () => {
	it('is Wilson’s for shares', () => {
		for (const [hits, count] of [
			[0, 12],
			[3, 17],
			[17, 17]
		]) {
			const { lower, upper } = meanCountInterval(hits / count, count, 1);
			const { lower: low, upper: high } = wilsonInterval(hits, count)!;
			expectClose([lower, upper], [low, high], 1e-14);
		}
	});

	it('ends where the mean is 1.96 standard errors away', () => {
		const [mean, count, dispersion] = [0.4, 30, 1.5];
		const { lower, upper } = meanCountInterval(mean, count, dispersion);
		for (const end of [lower, upper]) {
			const error = Math.sqrt((dispersion * end - end ** 2) / count);
			expect(Math.abs(mean - end) / error).toBeCloseTo(1.959964, 6);
		}
	});
});
