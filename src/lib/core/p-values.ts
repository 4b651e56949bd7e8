/**
 * The p-values that are known, ascending, with their positions in the list.
 *
 * @throws RangeError when one is not between 0 and 1
 */
export function byValue(p: readonly (number | null)[]): { position: number; value: number }[] {
	return p
		.flatMap((value, position) => (value === null ? [] : [{ position, value }]))
		.map((entry) => {
			if (entry.value >= 0 && entry.value <= 1) return entry;
			throw new RangeError(`p-value ${entry.position} is ${entry.value}; it must be from 0 to 1.`);
		})
		.sort((a, b) => a.value - b.value);
}

/**
 * Two-sided p of the hypothesis that a bootstrapped quantity is zero: the level at which the percentile
 * interval just reaches zero, `2 * min(share of replicates <= 0, share >= 0)`, at most 1. So p < 0.05 says the
 * same as a 95 % interval without zero, but for replicates next to its ends. One is added to both counts
 * (Davison & Hinkley, Bootstrap Methods and their Application, 1997, section 4.2): p is never 0, and never
 * below `2 / (replicates + 1)`.
 *
 * @param replicates those that are NaN, being undefined, are left out
 * @returns null without replicates
 */
export function bootstrapP(replicates: ArrayLike<number>): number | null {
	let below = 0;
	let above = 0;
	let defined = 0;
	for (let i = 0; i < replicates.length; i++) {
		if (Number.isNaN(replicates[i])) continue;
		defined++;
		if (replicates[i] <= 0) below++;
		if (replicates[i] >= 0) above++;
	}
	if (defined === 0) return null;
	return Math.min(1, (2 * (Math.min(below, above) + 1)) / (defined + 1));
}
