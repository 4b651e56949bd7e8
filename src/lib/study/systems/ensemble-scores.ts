import { combinedScores, countedMembers, type Combination } from '#lib/core/combine/combination.ts';
import { GRADE_COUNT } from '#lib/core/labels/grades.ts';

/**
 * Scores of an ensemble over all rows of the study.
 *
 * @param members one row-major `[rows, 5]` array of every network, NaN where it has not read a knee
 * @returns row-major `[rows, 5]`, NaN where a network that counts has not read a knee
 */
export function scoresOfRead(
	members: readonly Float64Array[],
	combination: Combination
): Float64Array<ArrayBuffer> {
	const counted = countedMembers(combination).map((member) => members[member]);
	const scores = new Float64Array(members[0]?.length ?? 0).fill(NaN);
	const read: number[] = [];
	for (let from = 0; from < scores.length; from += GRADE_COUNT) {
		if (counted.every((member) => !Number.isNaN(member[from]))) read.push(from);
	}
	if (read.length * GRADE_COUNT === scores.length) return combinedScores(counted, combination);
	const packed = counted.map((member) => {
		const rows = new Float64Array(read.length * GRADE_COUNT);
		read.forEach((from, i) => rows.set(member.subarray(from, from + GRADE_COUNT), i * GRADE_COUNT));
		return rows;
	});
	const combined = combinedScores(packed, combination);
	read.forEach((from, i) =>
		scores.set(combined.subarray(i * GRADE_COUNT, (i + 1) * GRADE_COUNT), from)
	);
	return scores;
}
