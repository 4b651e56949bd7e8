import type { Range } from './wilson-interval.ts';

/** One of several estimates that are added up with weights. */
export interface HybridTerm {
	/** Below 0 where it is taken away. */
	weight: number;
	estimate: number;
	/** Its own interval. */
	interval: Range;
}

/**
 * Interval of a weighted sum from the intervals of its parts: the distances of their ends add up as standard errors do
 * (Newcombe, Stat Med 1998;17:873-890, method 10; for any weights and correlated parts Zou & Donner, Stat Med
 * 2008;27:1693-1702). For the difference of two independent shares with Wilson intervals it is
 * `statsmodels.stats.proportion.confint_proportions_2indep(..., method='newcomb')`.
 *
 * @param correlation of the estimates of two terms, by place; 0 where they are of different subjects
 */
export function hybridInterval(
	terms: readonly HybridTerm[],
	correlation: (a: number, b: number) => number = () => 0
): Range {
	const sum = terms.reduce((all, { weight, estimate }) => all + weight * estimate, 0);
	const towards = (end: 'lower' | 'upper') => {
		const distances = terms.map(({ weight, estimate, interval }) => {
			const other = end === 'lower' ? 'upper' : 'lower';
			return weight * (estimate - interval[weight > 0 ? end : other]);
		});
		let square = 0;
		for (let a = 0; a < terms.length; a++) {
			square += distances[a] ** 2;
			for (let b = 0; b < a; b++) {
				const sign = Math.sign(terms[a].weight * terms[b].weight);
				const shared = 2 * Math.abs(distances[a] * distances[b]);
				square += sign * correlation(a, b) * shared;
			}
		}
		return Math.sqrt(Math.max(0, square));
	};
	return { lower: sum - towards('lower'), upper: sum + towards('upper') };
}
