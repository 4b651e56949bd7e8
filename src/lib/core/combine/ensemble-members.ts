import { rowCount } from '#lib/core/scores/predictions.ts';

/**
 * Knees that all members of an ensemble have read.
 *
 * @param members one row-major `[knees, classCount]` array of scores a member
 * @throws RangeError without members, or when they are not of the same knees
 */
export function requireMembers(members: readonly ArrayLike<number>[], classCount: number): number {
	if (members.length === 0) throw new RangeError('An ensemble needs at least one model.');
	const knees = rowCount(members[0], classCount);
	members.forEach((scores, m) => {
		if (scores.length === members[0].length) return;
		throw new RangeError(
			`Model ${m} of the ensemble has ${scores.length} scores; the first has ${members[0].length}.`
		);
	});
	return knees;
}
