import { requirePriors } from '#lib/core/metrics/expected-cost.ts';
import { scoreShares } from './score-shares.ts';

/** Shares of the grades, each list summing to 1, that scores are to be converted from and to. */
export interface PriorShift {
	/** That the scores are probabilities for: those in training, or equal ones where the loss or the sampling made them equal. */
	prior: readonly number[];
	/** Where they are used. */
	target: readonly number[];
	/** How far they are converted: 0 leaves the scores as they are, 1 (the default) is the whole conversion. */
	exponent?: number;
}

/**
 * Probabilities for a place where the grades have other shares than the scores are for: multiplied by
 * `(target / prior) ** exponent` of the grade, then each row divided by its sum (Elkan, IJCAI 2001, theorem 2; Saerens,
 * Latinne & Decaestecker, Neural Comput 2002;14:21-41, equation 2.4). Right only as far as the scores are calibrated for
 * their prior, and as the knees of a grade look the same in both places.
 *
 * @param scores row-major `[knees, grades]`, 0 or more
 * @returns row-major `[knees, grades]`, each row sums to 1
 * @throws RangeError when shares are no shares, a grade that occurs has no prior, or a row leaves nothing
 */
export function priorAdjusted(
	scores: ArrayLike<number>,
	shift: PriorShift
): Float64Array<ArrayBuffer> {
	const factors = shiftFactors(shift);
	return scoreShares(
		Float64Array.from(scores, (score, i) => score * factors[i % factors.length]),
		factors.length
	);
}

/** What the score of each grade is multiplied by in {@link priorAdjusted}, `[grades]`. */
export function shiftFactors({ prior, target, exponent = 1 }: PriorShift): number[] {
	requirePriors(target, target.length);
	requirePriors(prior, target.length);
	if (!(exponent >= 0 && exponent < Infinity)) {
		throw new RangeError(`The exponent of the shares is ${exponent}; it must be 0 or more.`);
	}
	return target.map((share, grade) => {
		if (share > 0 && prior[grade] === 0) {
			throw new RangeError(
				`Grade ${grade} has a share of ${share} but none in training: its scores cannot be adjusted.`
			);
		}
		return share === 0 ? 0 ** exponent : (share / prior[grade]) ** exponent;
	});
}
