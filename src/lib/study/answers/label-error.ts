import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import { drawnGradesOf } from './drawn-grades.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** How many labels of phantoms are another grade than the signs that were drawn. */
export interface LabelError {
	knees: number;
	different: number;
	/** 95 % interval of the share, 0-1. */
	interval: Range | null;
}

/**
 * Of all evaluated knees: their labels are grades of a simulated reader with errors of its own.
 *
 * @returns null where the knees are not drawn, or what was drawn is not stored
 * @throws Error naming the file when it cannot be fetched or is damaged
 */
export async function labelErrorOf(
	study: Pick<Study, 'table' | 'truthOf'>
): Promise<LabelError | null> {
	const { grades, knees, evaluatedRows: rows, manifest } = study.table;
	if (!manifest.truths || rows.length === 0) return null;
	const drawn = await drawnGradesOf(study, rows);
	if (rows.some((row) => !drawn.get(row))) return null;
	const different = rows.filter((row) => drawn.get(row)!.signs !== grades[row]).length;
	const subjects = rows.map((row) => knees[row].subject);
	return { knees: rows.length, different, interval: clusteredShareInterval(different, subjects) };
}
