import { countedMembers, type Combination } from '#lib/core/combine/combination.ts';
import { GRADE_COUNT } from '#lib/core/labels/grades.ts';
import { priorAdjusted } from '#lib/core/scores/prior-shift.ts';
import { scoresOfRead } from './ensemble-scores.ts';
import { EQUAL_SHARES, sameShares } from './grade-shares.ts';

/** What scores can be converted to other shares of the grades from. */
export interface ShareBasis {
	/** Row-major `[rows, 5]`, NaN where unknown; rows need not sum to 1. */
	scores: Float64Array;
	/** Shares of the grades that these are probabilities for. */
	prior: readonly number[];
}

/**
 * Of an ensemble: its scores where all members that count are for the same shares, else the scores that it has once
 * every member is converted to equal shares.
 *
 * @param members of each network; null where the shares that its scores are for are not known
 * @param scores of the ensemble as it is
 * @returns null where those of a member are not known, or where votes are counted, which are no probabilities
 */
export function ensembleBasis(
	members: readonly (ShareBasis | null)[],
	combination: Combination,
	scores: Float64Array
): ShareBasis | null {
	if (combination.pool === 'vote') return null;
	const counted = countedMembers(combination).map((member) => members[member]);
	const [first] = counted;
	if (!first || counted.some((basis) => !basis)) return null;
	if (counted.every((basis) => sameShares(basis!.prior, first.prior))) {
		return { scores, prior: first.prior };
	}
	const aligned = members.map((basis) =>
		basis ? forEqualShares(basis) : new Float64Array(scores.length)
	);
	return { scores: scoresOfRead(aligned, combination), prior: EQUAL_SHARES };
}

function forEqualShares({ scores, prior }: ShareBasis): Float64Array {
	if (sameShares(prior, EQUAL_SHARES)) return scores;
	const converted = new Float64Array(scores.length).fill(NaN);
	for (let from = 0; from < scores.length; from += GRADE_COUNT) {
		const row = scores.subarray(from, from + GRADE_COUNT);
		if (row.some((score) => Number.isNaN(score))) continue;
		converted.set(priorAdjusted(row, { prior, target: EQUAL_SHARES }), from);
	}
	return converted;
}
