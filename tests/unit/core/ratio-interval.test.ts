import { describe, expect, it } from 'vitest';
import { ratioInterval } from '#lib/core/statistics/ratio-interval.ts';
import { expectClose } from './fixtures.ts';
import { screeningReferences } from './screening-reference.ts';

const uncertain = ([estimate, lower, upper]: readonly number[]) => ({
	estimate,
	interval: { lower, upper }
});

describe('interval of a ratio', () => {
	const { least, leastWithoutAlarms } = screeningReferences.predictive;

	it.each([least, leastWithoutAlarms])(
		'is that of Donner and Zou',
		({ ratio: [of, over, ends] }) => {
			const { lower, upper } = ratioInterval(uncertain(of), uncertain(over))!;
			expectClose([lower, upper], ends, 1e-12, 'ends');
		}
	);

	it('of numbers that are known is their ratio', () => {
		const { lower, upper } = ratioInterval(uncertain([3, 3, 3]), uncertain([4, 4, 4]))!;
		expect(lower).toBeCloseTo(0.75, 12);
		expect(upper).toBeCloseTo(0.75, 12);
	});

	it('has no end above where the divisor may be 0, and is unknown where it is', () => {
		const of = uncertain([0.2, 0.1, 0.3]);
		expect(ratioInterval(of, uncertain([0.1, 0, 0.3]))).toEqual({ lower: 0, upper: Infinity });
		expect(ratioInterval(of, uncertain([0, 0, 0.3]))).toBeNull();
	});
});
