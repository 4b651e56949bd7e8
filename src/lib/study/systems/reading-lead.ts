import { GRADE_COUNT } from '#lib/core/labels/grades.ts';
import type { System } from './systems.svelte.ts';

/**
 * Score of the grade read minus the highest of the others: how sure a reading was. Below 0 where another rule
 * than the highest score has decided against it; NaN where the knee is not read.
 */
export function readingLead({ scores, predictions }: System, row: number): number {
	const read = predictions[row];
	let other = -Infinity;
	for (let grade = 0; grade < GRADE_COUNT; grade++) {
		if (grade !== read) other = Math.max(other, scores[row * GRADE_COUNT + grade]);
	}
	return read < 0 ? NaN : scores[row * GRADE_COUNT + read] - other;
}
