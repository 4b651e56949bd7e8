/**
 * Quantile by linear interpolation between order statistics; `numpy.quantile(values, q)` with its default
 * method (type 7 of Hyndman & Fan, Am Stat 1996;50:361-365).
 *
 * @param sorted ascending, without NaN, not empty
 * @param q 0 to 1
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
	if (sorted.length === 0) throw new RangeError('There is no quantile of no values.');
	const position = q * (sorted.length - 1);
	const below = Math.floor(position);
	const above = Math.min(below + 1, sorted.length - 1);
	return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
