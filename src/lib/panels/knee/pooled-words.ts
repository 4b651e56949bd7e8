import { largest } from '#lib/charts/bars/reader-scores.ts';
import { formatPercent } from '#lib/core/text/format.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { Member } from './ensemble-words.ts';
import { listWords } from '#lib/words/list-words.ts';
import { numberWord } from '#lib/words/count-words.ts';

/** How a geometric mean came to its class. */
export function geometricWords(
	{ classes }: LabelScale,
	members: readonly Member[],
	scores: ArrayLike<number>
): string {
	const grade = largest(scores);
	const sure = listWords(
		members.map((member) => `${member.name} ${formatPercent(member.scores[grade])}`)
	);
	return `For each ${nouns.class} the networks’ scores are multiplied and the root is taken, so that a network which nearly rules a ${nouns.class} out nearly rules it out for the ensemble. ${classes[grade].name} ends with ${formatPercent(scores[grade])} (${sure}).`;
}

/** Who voted for what, and what decided. */
export function voteWords(
	{ classes }: LabelScale,
	members: readonly Member[],
	scores: ArrayLike<number>
): string {
	const votes = members.map((member) => largest(member.scores));
	const each = listWords(
		members.map((member, m) => `${member.name} votes ${classes[votes[m]].name}`)
	);
	const count = (grade: number) => votes.filter((vote) => vote === grade).length;
	const grade = largest(scores);
	const most = Math.max(...votes.map(count));
	const leading = classes.filter((_, one) => count(one) === most);
	if (leading.length > 1) {
		return `${each}: ${listWords(leading.map((one) => one.name))} have equally many votes, and of them ${classes[grade].name} has the highest mean score.`;
	}
	return `${each}: ${classes[grade].name} has ${numberWord(most)} of ${numberWord(members.length)} votes.`;
}
