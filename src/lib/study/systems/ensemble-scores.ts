import { combinedScores, countedMembers, type Combination } from '#lib/core/combine/combination.ts';
import { ScoreTable } from '#lib/core/scores/score-table.ts';

/**
 * Scores of an ensemble over all rows of the study.
 *
 * @param members scores of every network, at least one, NaN where it has not read a knee
 * @returns NaN where a network that counts has not read a knee
 */
export function scoresOfRead(members: readonly ScoreTable[], combination: Combination): ScoreTable {
	const [{ rows, classCount }] = members;
	const counted = countedMembers(combination).map((member) => members[member]);
	const read: number[] = [];
	for (let row = 0; row < rows; row++) {
		if (counted.every((member) => !Number.isNaN(member.at(row, 0)))) read.push(row);
	}
	const packed = read.length === rows ? counted : counted.map((member) => member.gather(read));
	const combined = new ScoreTable(
		combinedScores(
			packed.map(({ values }) => values),
			combination
		),
		classCount
	);
	if (read.length === rows) return combined;
	const scores = ScoreTable.unread(rows, classCount);
	read.forEach((row, i) => scores.row(row).set(combined.row(i)));
	return scores;
}
