/** Standard normal quantile of 0.975. */
const Z_95 = 1.959963984540054;

export interface Range {
	lower: number;
	upper: number;
}

/**
 * 95 % interval of a share (Wilson, J Am Stat Assoc 1927;22:209-212), 0-1;
 * `statsmodels.stats.proportion.proportion_confint(hits, count, method='wilson')`. Takes knees as
 * independent: two knees of a subject make the true interval somewhat wider. Null without knees.
 *
 * @param hits 0 to count
 */
export function wilsonInterval(hits: number, count: number): Range | null {
	if (count === 0) return null;
	const share = hits / count;
	const spread = Z_95 ** 2 / count;
	const centre = (share + spread / 2) / (1 + spread);
	const half =
		(Z_95 * Math.sqrt((share * (1 - share)) / count + spread / (4 * count))) / (1 + spread);
	return {
		lower: hits === 0 ? 0 : Math.max(0, centre - half),
		upper: hits === count ? 1 : Math.min(1, centre + half)
	};
}
