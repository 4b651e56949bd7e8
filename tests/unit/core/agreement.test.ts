import { describe, expect, it } from 'vitest';
import { agreementOf } from '#lib/core/metrics/agreement.ts';

const stored = [0.5, 0.25, 0.25, 0, 0, 0, 0.5, 0.375, 0.125, 0, 0, 0, 0, 0.25, 0.75];
const live = [0.5, 0.25, 0.25, 0, 0, 0, 0.375, 0.5, 0.125, 0, 0, 0, 0, 0.3125, 0.6875];

describe('agreementOf', () => {
	it('counts equal grades, lists the others, and finds the largest difference', () => {
		expect(agreementOf(stored, live, 5)).toEqual({
			count: 3,
			agreeing: 2,
			differing: [1],
			maxProbabilityDifference: 0.125
		});
	});

	it('looks only at the knees that were read', () => {
		expect(agreementOf(stored, live, 5, [0, 2])).toEqual({
			count: 2,
			agreeing: 2,
			differing: [],
			maxProbabilityDifference: 0.0625
		});
	});

	it('names differing knees by their own position', () => {
		expect(agreementOf(stored, live, 5, [2, 1]).differing).toEqual([1]);
		expect(agreementOf(stored, live, 5, [1]).differing).toEqual([1]);
	});

	it('of nothing knows no difference', () => {
		expect(agreementOf(stored, live, 5, [])).toMatchObject({
			count: 0,
			agreeing: 0,
			maxProbabilityDifference: null
		});
	});

	it('refuses what cannot be compared', () => {
		expect(() => agreementOf(stored, live.slice(5), 5)).toThrow(/15 stored with 10 live/);
		expect(() => agreementOf(stored, live, 5, [3])).toThrow(/no knee 3 among 3/);
		expect(() => agreementOf([0, 0, 0, 0, 1], [0, 0, 0, NaN, 1], 5)).toThrow(/not a number/);
	});
});
