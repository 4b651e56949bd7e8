import { ensembleScores, rescaleRows } from './ensemble.ts';
import { geometricMean } from './geometric-mean.ts';
import { majorityVote } from './majority-vote.ts';

/** How the members' probabilities become the scores of an ensemble. */
export interface Combination {
	/** Weighted sum, geometric mean of the members' probabilities, or one vote a member. */
	pool: 'sum' | 'geometric' | 'vote';
	/**
	 * `table[member][grade]`, 0-1; every column sums to 1. A geometric mean has the same weight for every grade;
	 * a vote counts every member with a weight above 0 alike.
	 */
	table: readonly (readonly number[])[];
	/** Divides the scores of a knee by their sum. Changes a weighted sum only: the others sum to 1 anyway. */
	sumToOne: boolean;
}

/** Places of the members that have any weight: the others need not have read a knee. */
export function countedMembers({ table }: Combination): number[] {
	return [...table.keys()].filter((member) => table[member].some((weight) => weight > 0));
}

/**
 * Scores of an ensemble, see `ensembleScores`, `geometricMean` and `majorityVote`.
 *
 * @param members one row-major `[knees, grades]` array of probabilities for each of {@link countedMembers}, in
 * their order
 * @returns row-major `[knees, grades]`, 0-1
 * @throws RangeError when members and weights do not fit together or a probability is not a number
 */
export function combinedScores(
	members: readonly ArrayLike<number>[],
	combination: Combination
): Float64Array<ArrayBuffer> {
	const table = countedMembers(combination).map((member) => combination.table[member]);
	const grades = table[0]?.length;
	switch (combination.pool) {
		case 'geometric':
			return geometricMean(
				members,
				grades,
				table.map(([weight]) => weight)
			);
		case 'vote':
			return majorityVote(members, grades).scores;
		case 'sum': {
			const scores = ensembleScores(members, table);
			return combination.sumToOne ? rescaleRows(scores, grades) : scores;
		}
	}
}
