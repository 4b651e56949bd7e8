/** Knees on which exactly one of two systems is right, and the test of whether they are equally many. */
export interface McNemar {
	/** Knees that only the first reads right. */
	onlyFirst: number;
	/** Knees that only the second reads right. */
	onlySecond: number;
	/** Two-sided exact p, above 0 to 1; 1 where no knee tells the two apart. */
	p: number;
}

/**
 * Exact McNemar test of equal accuracy (McNemar, Psychometrika 1947;12:153-157): of the knees that only one
 * system reads right, each is as likely to be the one's as the other's;
 * `statsmodels.stats.contingency_tables.mcnemar(table, exact=True)`.
 *
 * It takes knees as independent. Where two knees of a subject are read alike, p is somewhat too small; the
 * paired subject bootstrap does not have this flaw.
 *
 * @param truth `[knees]` true grades
 * @param first `[knees]` grades read by one system
 * @param second `[knees]` grades read by the other
 * @throws RangeError when the lengths differ
 */
export function mcnemar(
	truth: ArrayLike<number>,
	first: ArrayLike<number>,
	second: ArrayLike<number>
): McNemar {
	if (truth.length !== first.length || truth.length !== second.length) {
		throw new RangeError(
			`Cannot compare ${first.length} and ${second.length} readings of ${truth.length} knees: the lists must be equally long.`
		);
	}
	let onlyFirst = 0;
	let onlySecond = 0;
	for (let i = 0; i < truth.length; i++) {
		if (first[i] === second[i]) continue;
		if (first[i] === truth[i]) onlyFirst++;
		else if (second[i] === truth[i]) onlySecond++;
	}
	return { onlyFirst, onlySecond, p: exactMcNemarP(onlyFirst, onlySecond) };
}

/**
 * Two-sided p of the exact test: twice the chance that a fair coin, thrown `onlyFirst + onlySecond` times,
 * shows the rarer side at most as often, at most 1 and never 0, however rare; `scipy.stats.binomtest(onlyFirst, throws, 0.5).pvalue`.
 */
export function exactMcNemarP(onlyFirst: number, onlySecond: number): number {
	const throws = onlyFirst + onlySecond;
	const rarer = Math.min(onlyFirst, onlySecond);
	if (onlyFirst === onlySecond) return 1;
	// In logarithms: 2 ** -throws is 0 in floating point from 1075 throws on.
	let logTerm = -throws * Math.LN2;
	const logTerms = [logTerm];
	for (let k = 1; k <= rarer; k++) {
		logTerm += Math.log((throws - k + 1) / k);
		logTerms.push(logTerm);
	}
	const largest = logTerms[rarer];
	const sum = logTerms.reduce((all, term) => all + Math.exp(term - largest), 0);
	return Math.min(1, Math.max(Number.MIN_VALUE, 2 * Math.exp(largest) * sum));
}
