import type { Normalisation } from '#lib/core/metrics/confusion.ts';
import { classGroups, groupOfClass, type Merging } from '#lib/core/labels/class-groups.ts';
import { shareIntervals } from '#lib/core/statistics/share-intervals.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** `[true][read]` 95 % intervals of the shares in a matrix, which allow for subjects; null for a share of nothing. */
export type MatrixIntervals = readonly (readonly (Range | null)[])[];

/**
 * Those of a system's matrix, of the knees that pass the filter.
 *
 * @param by what the shares are of; by default what they are shown of now, as `merging`
 */
export function systemIntervals(
	{ systems, table, view, scale }: Study,
	{ predictions }: System,
	by: Normalisation = view.normalisation,
	merging: Merging = view.merging
): MatrixIntervals {
	const groups = classGroups(scale, merging);
	const group = groupOfClass(groups);
	const rows = systems.rows.filter((row) => predictions[row] >= 0);
	return shareIntervals(
		{
			truth: rows.map((row) => group[table.grades[row]]),
			predicted: rows.map((row) => group[predictions[row]]),
			subjects: rows.map((row) => table.knees[row].subject)
		},
		by,
		groups.length
	);
}

/** Those of any grades given to some knees, as shares of the rows. */
export function readingIntervals(
	{ table }: Study,
	rows: readonly number[],
	grades: readonly number[]
): MatrixIntervals {
	return shareIntervals(
		{
			truth: rows.map((row) => table.grades[row]),
			predicted: grades,
			subjects: rows.map((row) => table.knees[row].subject)
		},
		'none',
		table.classCount
	);
}
