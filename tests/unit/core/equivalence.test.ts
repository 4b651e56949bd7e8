import { describe, expect, it } from 'vitest';
import { equivalenceInterval, equivalenceOf } from '#lib/core/comparison/equivalence.ts';
import type { PairedComparison } from '#lib/core/comparison/paired-comparison.ts';

/** A pair with this difference, whose one-sided interval is so wide. */
const pair = (estimate: number, half: number, verdict: PairedComparison['verdict']) =>
	({
		first: 0,
		second: 1,
		difference: { estimate, lower: NaN, upper: NaN, undefinedResamples: 0 },
		adjusted: null,
		test: { oneSidedHalf: half },
		verdict
	}) as unknown as PairedComparison;

describe('equivalence within a margin of 2', () => {
	it.each([
		[0.5, 1, 'not significant', 'equivalent'],
		[0.5, 1.5, 'not significant', 'first not inferior'],
		[-0.5, 1.5, 'not significant', 'second not inferior'],
		[0.5, 3, 'not significant', 'undecided'],
		[1.5, 1, 'first better', 'first superior'],
		[-1.5, 1, 'second better', 'second superior'],
		[0.5, 1, 'borderline', 'equivalent']
	] as const)(
		'of a difference of %d, give or take %d, %s, is %s',
		(estimate, half, verdict, words) => {
			expect(equivalenceOf(pair(estimate, half, verdict), 2, 'higher')).toBe(words);
		}
	);

	it('turns over where lower is better', () => {
		expect(equivalenceOf(pair(0.5, 1.5, 'not significant'), 2, 'lower')).toBe(
			'second not inferior'
		);
	});

	it('is not known of what is undefined', () => {
		const unknown = { ...pair(0, 0, 'unknown'), difference: null };
		expect(equivalenceOf(unknown, 2, 'higher')).toBe('unknown');
		expect(equivalenceInterval(unknown)).toBeNull();
		expect(equivalenceInterval(pair(1, 0.25, 'borderline'))).toEqual({ lower: 0.75, upper: 1.25 });
	});
});
