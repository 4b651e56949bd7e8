/** Standard normal quantile of 0.975. */
export const Z_95 = 1.959963984540054;

export interface Range {
	lower: number;
	upper: number;
}

/**
 * Interval of a share (Wilson, J Am Stat Assoc 1927;22:209-212), 0-1;
 * `statsmodels.stats.proportion.proportion_confint(hits, count, method='wilson')`. Takes knees as
 * independent: two knees of a subject make the true interval somewhat wider. Null without knees.
 *
 * @param hits 0 to count
 * @param z standard normal quantile of the coverage, by default of 95 %
 */
export function wilsonInterval(hits: number, count: number, z = Z_95): Range | null {
	if (count === 0) return null;
	const share = hits / count;
	const spread = z ** 2 / count;
	const centre = (share + spread / 2) / (1 + spread);
	const half = (z * Math.sqrt((share * (1 - share)) / count + spread / (4 * count))) / (1 + spread);
	return {
		lower: hits === 0 ? 0 : Math.max(0, centre - half),
		upper: hits === count ? 1 : Math.min(1, centre + half)
	};
}

/**
 * 95 % interval of the mean of a small whole number, 0 or more, such as an error in grades: {@link wilsonInterval} with the
 * variance `dispersion * mean - mean ** 2` in place of `mean - mean ** 2`, which is that of shares. It has a width where
 * all values are 0.
 *
 * @param mean 0 or more
 * @param count values, or what they are worth; above 0
 * @param dispersion mean of the squares over the mean, 1 or more; of all values compared, so that it is known where a few are 0
 */
export function meanCountInterval(mean: number, count: number, dispersion: number): Range {
	const spread = Z_95 ** 2 / count;
	const centre = (mean + (dispersion * spread) / 2) / (1 + spread);
	const variance = Math.max(0, dispersion * mean - mean ** 2) / count;
	const half =
		(Z_95 * Math.sqrt(variance + (dispersion ** 2 * spread) / (4 * count))) / (1 + spread);
	return { lower: mean === 0 ? 0 : Math.max(0, centre - half), upper: centre + half };
}
