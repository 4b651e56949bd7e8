import { largest } from '#lib/charts/bars/reader-scores.ts';
import { formatPercent } from '#lib/core/text/format.ts';
import { GRADES } from '#lib/core/labels/grades.ts';
import type { Member } from './ensemble-words.ts';
import { listWords } from '#lib/words/list-words.ts';
import { numberWord } from '#lib/words/count-words.ts';

const name = (grade: number) => GRADES[grade].name;

/** How a geometric mean came to its grade. */
export function geometricWords(members: readonly Member[], scores: ArrayLike<number>): string {
	const grade = largest(scores);
	const sure = listWords(
		members.map((member) => `${member.name} ${formatPercent(member.scores[grade])}`)
	);
	return `Of each grade the networks' scores are multiplied and the root is taken, so that a network which nearly rules a grade out nearly rules it out for all. ${name(grade)} is left with ${formatPercent(scores[grade])} (${sure}).`;
}

/** Who voted for what, and what decided. */
export function voteWords(members: readonly Member[], scores: ArrayLike<number>): string {
	const votes = members.map((member) => largest(member.scores));
	const each = listWords(members.map((member, m) => `${member.name} votes ${name(votes[m])}`));
	const count = (grade: number) => votes.filter((vote) => vote === grade).length;
	const grade = largest(scores);
	const most = Math.max(...votes.map(count));
	const leading = GRADES.filter((one) => count(one.grade) === most);
	if (leading.length > 1) {
		return `${each}: ${listWords(leading.map((one) => one.name))} have equally many votes, and of them ${name(grade)} has the highest mean score.`;
	}
	return `${each}: ${name(grade)} has ${numberWord(most)} of ${numberWord(members.length)} votes.`;
}
