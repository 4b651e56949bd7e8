import { ScoreTable } from '#lib/core/scores/score-table.ts';
import { countedMembers, type Combination } from '#lib/core/combine/combination.ts';
import { priorAdjusted } from '#lib/core/scores/prior-shift.ts';
import { scoresOfRead } from './ensemble-scores.ts';
import { equalShares, sameShares } from './grade-shares.ts';

/** What scores can be converted to other shares of the grades from. */
export interface ShareBasis {
	/** NaN where unknown; rows need not sum to 1. */
	scores: ScoreTable;
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
	scores: ScoreTable
): ShareBasis | null {
	if (combination.pool === 'vote') return null;
	const counted = countedMembers(combination).map((member) => members[member]);
	const [first] = counted;
	if (!first || counted.some((basis) => !basis)) return null;
	if (counted.every((basis) => sameShares(basis!.prior, first.prior))) {
		return { scores, prior: first.prior };
	}
	const prior = equalShares(scores.classCount);
	const aligned = members.map((basis) =>
		basis ? forEqualShares(basis) : ScoreTable.unread(scores.rows, scores.classCount)
	);
	return { scores: scoresOfRead(aligned, combination), prior };
}

function forEqualShares({ scores, prior }: ShareBasis): ScoreTable {
	const target = equalShares(scores.classCount);
	if (sameShares(prior, target)) return scores;
	const converted = ScoreTable.unread(scores.rows, scores.classCount);
	for (let row = 0; row < scores.rows; row++) {
		const given = scores.row(row);
		if (given.some((score) => Number.isNaN(score))) continue;
		converted.row(row).set(priorAdjusted(given, { prior, target }));
	}
	return converted;
}
