import { SCREENING_GRADE, screeningScores } from '#lib/core/metrics/screening.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** A knee with grade 2 and above found or missed; one below it a false alarm or passed. */
export type ScreeningOutcome = 'found' | 'missed' | 'alarm' | 'passed';

/** Knees that a system has read, with what a screening needs of them, in the order of `rows`. */
export interface ScreenedKnees {
	rows: readonly number[];
	truth: readonly number[];
	/** `[rows]` score of grade 2 and above, 0-1. */
	scores: Float64Array<ArrayBuffer>;
}

/** The read knees among some rows. */
export function screenedKnees(
	{ grades }: KneeTable,
	{ highest, scores }: Pick<System, 'highest' | 'scores'>,
	among: readonly number[]
): ScreenedKnees {
	const rows = among.filter((row) => highest[row] >= 0);
	return {
		rows,
		truth: rows.map((row) => grades[row]),
		scores: screeningScores(scores.gather(rows).values, scores.classCount)
	};
}

/** What a screening makes of one knee; null while the system has not read it. */
export function screeningOutcome(
	{ highest, scores }: System,
	truth: number,
	row: number,
	threshold: number
): ScreeningOutcome | null {
	if (highest[row] < 0) return null;
	const positive = screeningScores(scores.row(row), scores.classCount)[0] >= threshold;
	if (truth >= SCREENING_GRADE) return positive ? 'found' : 'missed';
	return positive ? 'alarm' : 'passed';
}
