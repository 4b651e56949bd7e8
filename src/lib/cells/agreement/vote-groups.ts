import type { Votes } from '#lib/study/systems/votes.ts';

/** Knees on which the networks vote alike, whatever grade it is. */
export interface VoteGroup {
	key: string;
	/** What they have in common, as the end of "knees ...". */
	words: string;
	rows: number[];
}

/**
 * Who agrees with whom, and whether that is right: all the same grade, one against all the others, no such
 * majority. Empty groups are left out.
 */
export function voteGroups({ rows, grades, patterns }: Votes): VoteGroup[] {
	const networks = grades.length;
	const groups = new Map(GROUPS.map((words) => [words, [] as number[]]));
	rows.forEach((row, i) => {
		const right = patterns.right[i];
		const read = new Set(grades.map((list) => list[i])).size;
		groups.get(groupOf(right, networks, read, patterns.alone[i] >= 0))!.push(row);
	});
	return [...groups]
		.filter(([, members]) => members.length > 0)
		.map(([words, members]) => ({ key: words, words, rows: members }));
}

const SAME_RIGHT = 'all read the true grade';
const SAME_WRONG = 'all read the same wrong grade';
const MANY_RIGHT = 'one against the others, the others right';
const ONE_RIGHT = 'one against the others, the one right';
const LONE_NONE = 'one against the others, none right';
const SPLIT_RIGHT = 'each a different grade, one right';
const SPLIT_NONE = 'each a different grade, none right';

const GROUPS = [
	SAME_RIGHT,
	SAME_WRONG,
	MANY_RIGHT,
	ONE_RIGHT,
	LONE_NONE,
	SPLIT_RIGHT,
	SPLIT_NONE
] as const;

type GroupWords = (typeof GROUPS)[number];

function groupOf(right: number, networks: number, read: number, lone: boolean): GroupWords {
	if (read === 1) return right === networks ? SAME_RIGHT : SAME_WRONG;
	if (!lone) return right > 0 ? SPLIT_RIGHT : SPLIT_NONE;
	if (right === 0) return LONE_NONE;
	return right === 1 ? ONE_RIGHT : MANY_RIGHT;
}
