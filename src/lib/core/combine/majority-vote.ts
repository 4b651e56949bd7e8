import { requireMembers } from './ensemble-members.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';

export interface MajorityVote {
	/** Row-major `[knees, classCount]`: members that read each grade. */
	votes: Uint8Array<ArrayBuffer>;
	/**
	 * Row-major `[knees, classCount]`: `(votes + mean probability) / (members + 1)`. Its argmax is the vote;
	 * rows sum to 1, yet these are no probabilities.
	 */
	scores: Float64Array<ArrayBuffer>;
}

/**
 * Every member votes for its most likely grade (the lowest of equals). Grades with equally many votes are
 * told apart by the mean of the members' probabilities, then by the lower grade.
 *
 * @param members one row-major `[knees, classCount]` array of probabilities a member
 * @throws RangeError when members do not fit together or a probability is not a number
 */
export function majorityVote(
	members: readonly ArrayLike<number>[],
	classCount: number
): MajorityVote {
	const knees = requireMembers(members, classCount);
	const votes = new Uint8Array(knees * classCount);
	const scores = new Float64Array(knees * classCount);
	for (const probabilities of members) {
		argmaxRows(probabilities, classCount).forEach((grade, i) => votes[i * classCount + grade]++);
		for (let i = 0; i < scores.length; i++) scores[i] += probabilities[i];
	}
	for (let i = 0; i < scores.length; i++) {
		scores[i] = (votes[i] + scores[i] / members.length) / (members.length + 1);
	}
	return { votes, scores };
}
