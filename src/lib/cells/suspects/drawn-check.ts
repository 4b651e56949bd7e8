import type { ClusteredValues } from '#lib/core/statistics/clustered-mean.ts';
import type { DrawnGrades } from '#lib/study/answers/drawn-grades.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { LabelDoubt } from '#lib/study/answers/label-doubt.ts';

/** Which knees: those whose label the networks doubt, all others, all. */
export const KNEE_KINDS = ['suspects', 'others', 'all'] as const;
/** What gives another grade than the label. */
export const DRAWN_SOURCES = ['secondReader', 'signs'] as const;

export type KneeKind = (typeof KNEE_KINDS)[number];

/** Knees of one kind whose label one source gainsays. */
export interface Gainsaid {
	kind: KneeKind;
	source: keyof DrawnGrades;
	/** All knees of the kind. */
	knees: number;
	/** Rows of those contradicted. */
	rows: number[];
	/** 1 for each of the kind that is contradicted, 0 for the others: what the interval of the share is made of. */
	sample: ClusteredValues;
}

/**
 * How often a second reader and the drawn signs give another grade than the label; by kind, then source.
 *
 * @param grades of every row of `doubt`
 * @returns null where a knee is not drawn
 */
export function drawnCheck(
	{ rows, labels, found }: LabelDoubt,
	grades: ReadonlyMap<number, DrawnGrades | null>,
	table: KneeTable
): Gainsaid[] | null {
	if (rows.some((row) => !grades.get(row))) return null;
	const suspects = new Set(found.suspects);
	return KNEE_KINDS.flatMap((kind) => {
		const places = [...rows.keys()].filter(
			(i) => kind === 'all' || suspects.has(i) === (kind === 'suspects')
		);
		const subjects = places.map((i) => table.knees[rows[i]].subject);
		return DRAWN_SOURCES.map((source): Gainsaid => {
			const values = places.map((i) => (grades.get(rows[i])![source] === labels[i] ? 0 : 1));
			return {
				kind,
				source,
				knees: places.length,
				rows: places.filter((_, place) => values[place] === 1).map((i) => rows[i]),
				sample: { values, subjects }
			};
		});
	});
}
