import type { System } from './systems.svelte.ts';

/**
 * Score of the grade read minus the highest of the others: how sure a reading was. Below 0 where another rule
 * than the highest score has decided against it; NaN where the knee is not read.
 */
export function readingLead({ scores, predictions }: System, row: number): number {
	const read = predictions[row];
	let other = -Infinity;
	for (let grade = 0; grade < scores.classCount; grade++) {
		if (grade !== read) other = Math.max(other, scores.at(row, grade));
	}
	return read < 0 ? NaN : scores.at(row, read) - other;
}
