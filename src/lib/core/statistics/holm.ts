import { byValue } from './p-values.ts';

/**
 * p-values adjusted for a family of tests (Holm, Scand J Stat 1979;6:65-70): rejecting those at or below a
 * level keeps the chance of any false rejection at that level, however the tests depend on each other;
 * `statsmodels.stats.multitest.multipletests(p, method='holm')[1]`.
 *
 * @param p 0-1; null for a test that could not be made, which stays null and is not counted
 * @returns in the same order, 0-1
 * @throws RangeError when a p is not between 0 and 1
 */
export function holm(p: readonly (number | null)[]): (number | null)[] {
	const adjusted: (number | null)[] = p.map(() => null);
	const ascending = byValue(p);
	let largest = 0;
	ascending.forEach(({ position, value }, rank) => {
		largest = Math.max(largest, Math.min(1, value * (ascending.length - rank)));
		adjusted[position] = largest;
	});
	return adjusted;
}
