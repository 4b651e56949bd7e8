import type { Statistic } from '#lib/core/statistics/bootstrap.ts';
import { rowTotals, type Confusion } from './confusion.ts';
import { requirePriors } from './expected-cost.ts';

/**
 * The confusion matrix that is to be expected where the classes have other shares, if each class is predicted as it is here:
 * the shares of its row times the share of the class (direct standardisation; post-stratification of the cases by class). Every
 * metric of a confusion matrix can be read off it.
 *
 * @param shares `[classes]`, 0-1, together 1
 * @returns shares of all cases, together 1; null where a class with a share above 0 has no case
 * @throws RangeError when the shares do not fit the matrix
 */
export function standardisedConfusion(
	confusion: Confusion,
	shares: readonly number[]
): Confusion | null {
	requirePriors(shares, confusion.length);
	const support = rowTotals(confusion);
	if (shares.some((share, label) => share > 0 && support[label] === 0)) return null;
	return confusion.map((row, label) =>
		row.map((count) => (shares[label] === 0 ? 0 : (shares[label] * count) / support[label]))
	);
}

/** A statistic of {@link standardisedConfusion}, so that it can be resampled; null where that is. */
export function atShares(statistic: Statistic, shares: readonly number[]): Statistic {
	return (confusion) => {
		const standardised = standardisedConfusion(confusion, shares);
		return standardised && statistic(standardised);
	};
}
