import type { BetterWhen, PairedComparison } from './paired-comparison.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

/** How two systems stand to each other, given a difference that would not matter. */
export type Equivalence =
	| 'first superior'
	| 'second superior'
	/** The difference lies within the margin, whichever is ahead. */
	| 'equivalent'
	| 'first not inferior'
	| 'second not inferior'
	| 'undecided'
	| 'unknown';

/**
 * Superior by the exchange test; else equivalent where the interval of two one-sided tests lies within the margin (Schuirmann, J
 * Pharmacokinet Biopharm 1987;15:657-680), not inferior where one end of it does. All pairs of the family are allowed for.
 *
 * @param margin the largest difference that would not matter, above 0, in the unit of the figure; to be chosen before the result is seen
 */
export function equivalenceOf(
	pair: PairedComparison,
	margin: number,
	better: BetterWhen
): Equivalence {
	const interval = equivalenceInterval(pair);
	if (!interval) return 'unknown';
	if (pair.verdict === 'first better') return 'first superior';
	if (pair.verdict === 'second better') return 'second superior';
	const { lower, upper } = interval;
	if (lower > -margin && upper < margin) return 'equivalent';
	const [first, second] = better === 'higher' ? [lower, upper] : [-upper, -lower];
	if (first > -margin) return 'first not inferior';
	return second < margin ? 'second not inferior' : 'undecided';
}

/** The interval that {@link equivalenceOf} holds against the margin, 90 % at a level of 5 %; null where unknown. */
export function equivalenceInterval({ difference, test }: PairedComparison): Range | null {
	if (!difference || !test) return null;
	return {
		lower: difference.estimate - test.oneSidedHalf,
		upper: difference.estimate + test.oneSidedHalf
	};
}
