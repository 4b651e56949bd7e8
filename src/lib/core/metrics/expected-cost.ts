import { rowTotals, total, type Confusion } from './confusion.ts';

/** `costs[true][decided]`, 0 or more, any unit; square. */
export type CostMatrix = readonly (readonly number[])[];

export type CostScheme = 'zero-one' | 'linear' | 'quadratic';

/** Cost 1 for any error (`zero-one`), its distance in grades (`linear`) or the square of it (`quadratic`). */
export function costMatrix(scheme: CostScheme, classCount: number): number[][] {
	return Array.from({ length: classCount }, (_, i) =>
		Array.from({ length: classCount }, (_, j) => {
			if (scheme === 'zero-one') return i === j ? 0 : 1;
			return scheme === 'linear' ? Math.abs(i - j) : (i - j) ** 2;
		})
	);
}

/**
 * Mean cost of a decision, `sum over i, j of prior[i] * share of grade i read as j * costs[i][j]`. With the
 * shares of the knees themselves as priors: 1 - accuracy for zero-one costs, the mean absolute error for
 * linear ones; with equal priors 1 - balanced accuracy and the balanced error.
 *
 * @param priors share of each true grade where the system is to be used, 0-1, summing to 1; by default
 * that of the knees
 * @returns null without knees, or when a grade with a prior above 0 has none
 * @throws RangeError when costs or priors do not fit the matrix or are negative or not numbers
 */
export function expectedCost(
	confusion: Confusion,
	costs: CostMatrix,
	priors?: readonly number[]
): number | null {
	requireCosts(costs, confusion.length);
	const shares = priorsOf(confusion, priors);
	if (!shares) return null;
	const support = rowTotals(confusion);
	let cost = 0;
	for (let i = 0; i < confusion.length; i++) {
		if (shares[i] === 0) continue;
		for (let j = 0; j < confusion.length; j++) {
			cost += (shares[i] * costs[i][j] * confusion[i][j]) / support[i];
		}
	}
	return cost;
}

/**
 * {@link expectedCost} over that of the best decision made without looking (always the same grade, the
 * cheapest one for these priors): 0 is free of error, 1 no better than not looking, more is worse (Ferrer,
 * arXiv:2209.05355). Null where the expected cost is, or where not looking costs nothing.
 */
export function normalisedExpectedCost(
	confusion: Confusion,
	costs: CostMatrix,
	priors?: readonly number[]
): number | null {
	const cost = expectedCost(confusion, costs, priors);
	const shares = priorsOf(confusion, priors);
	if (cost === null || !shares) return null;
	const blind = Math.min(
		...confusion.map((_, j) => shares.reduce((sum, share, i) => sum + share * costs[i][j], 0))
	);
	return blind === 0 ? null : cost / blind;
}

/** @throws RangeError unless costs are `classCount` rows of as many finite numbers, none negative */
export function requireCosts(costs: CostMatrix, classCount: number): void {
	const square = costs.length === classCount && costs.every((row) => row.length === classCount);
	if (!square) {
		throw new RangeError(`The costs must be ${classCount} rows of ${classCount} numbers.`);
	}
	costs.forEach((row, i) =>
		row.forEach((cost, j) => {
			if (Number.isFinite(cost) && cost >= 0) return;
			throw new RangeError(`The cost of reading grade ${i} as ${j} is ${cost}; use 0 or more.`);
		})
	);
}

/** @throws RangeError unless priors are `classCount` shares of 0 or more that sum to 1 */
export function requirePriors(priors: readonly number[], classCount: number): void {
	const sum = priors.reduce((all, prior) => all + prior, 0);
	const valid = priors.length === classCount && priors.every((prior) => prior >= 0);
	if (valid && Math.abs(sum - 1) <= 1e-6) return;
	throw new RangeError(
		`The shares of the grades must be ${classCount} numbers of 0 or more that sum to 1; got ${priors.join(', ')}.`
	);
}

function priorsOf(confusion: Confusion, priors?: readonly number[]): readonly number[] | null {
	const support = rowTotals(confusion);
	const all = total(confusion);
	if (priors) requirePriors(priors, confusion.length);
	if (all === 0) return null;
	if (!priors) return support.map((count) => count / all);
	return priors.every((prior, i) => prior === 0 || support[i] > 0) ? priors : null;
}
