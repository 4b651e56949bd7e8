import { screeningScores } from '#lib/core/metrics/screening.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/**
 * The class from which on a knee counts as positive.
 *
 * @throws RangeError where nothing is screened for
 */
export function positiveFrom(scale: LabelScale): number {
	if (scale.positiveFrom === null) throw new RangeError('The labels have no positive class.');
	return scale.positiveFrom;
}

/** A knee of a positive class found or missed; another one a false alarm or passed. */
export type ScreeningOutcome = 'found' | 'missed' | 'alarm' | 'passed';

/** Knees that a system has read, with what a screening needs of them, in the order of `rows`. */
export interface ScreenedKnees {
	rows: readonly number[];
	truth: readonly number[];
	/** `[rows]` score of the positive classes, 0-1. */
	scores: Float64Array<ArrayBuffer>;
}

/** The read knees among some rows. */
export function screenedKnees(
	{ grades, scale }: KneeTable,
	{ highest, scores }: Pick<System, 'highest' | 'scores'>,
	among: readonly number[]
): ScreenedKnees {
	const rows = among.filter((row) => highest[row] >= 0);
	return {
		rows,
		truth: rows.map((row) => grades[row]),
		scores: screeningScores(scores.gather(rows).values, scores.classCount, positiveFrom(scale))
	};
}

/** What a screening makes of one knee; null while the system has not read it, and where nothing is screened for. */
export function screeningOutcome(
	{ highest, scores }: System,
	truth: number,
	row: number,
	threshold: number,
	scale: LabelScale
): ScreeningOutcome | null {
	const { positiveFrom: from } = scale;
	if (highest[row] < 0 || from === null) return null;
	const positive = screeningScores(scores.row(row), scores.classCount, from)[0] >= threshold;
	if (truth >= from) return positive ? 'found' : 'missed';
	return positive ? 'alarm' : 'passed';
}
