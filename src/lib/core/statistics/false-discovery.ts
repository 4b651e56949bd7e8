import { byValue } from './p-values.ts';

/**
 * p-values adjusted for many looks (Benjamini & Hochberg, J R Stat Soc B 1995;57:289-300): of the findings at
 * or below a level, the share expected to be false is at most that level, for independent or positively
 * dependent tests; `statsmodels.stats.multitest.multipletests(p, method='fdr_bh')[1]`,
 * `scipy.stats.false_discovery_control(p)`.
 *
 * @param p 0-1; null for a test that could not be made, which stays null and is not counted
 * @returns in the same order, 0-1
 * @throws RangeError when a p is not between 0 and 1
 */
export function benjaminiHochberg(p: readonly (number | null)[]): (number | null)[] {
	const adjusted: (number | null)[] = p.map(() => null);
	const ascending = byValue(p);
	let smallest = 1;
	for (let rank = ascending.length; rank >= 1; rank--) {
		const { position, value } = ascending[rank - 1];
		smallest = Math.min(smallest, (value * ascending.length) / rank);
		adjusted[position] = smallest;
	}
	return adjusted;
}
