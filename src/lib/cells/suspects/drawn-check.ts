import { clusteredMean, type ClusteredMean } from '#lib/core/clustered-mean.ts';
import type { DrawnGrades } from '#lib/notebook/drawn-grades.ts';
import type { KneeTable } from '#lib/notebook/knee-table.ts';
import type { LabelDoubt } from '#lib/notebook/label-doubt.ts';

/** Knees of one kind whose label another source gainsays. */
export interface Gainsaid {
	/** All knees of the kind. */
	knees: number;
	/** Rows of those gainsaid. */
	rows: number[];
	/** Their share with its 95 % interval from resampled subjects; null without knees. */
	share: ClusteredMean | null;
}

/** What the drawn truth says of the labels of the suspects, of all other knees and of all. */
export type DrawnCheck = Record<'suspects' | 'others' | 'all', Record<keyof DrawnGrades, Gainsaid>>;

/**
 * How often a second reader and the drawn signs give another grade than the label.
 *
 * @param grades of every row of `doubt`
 * @returns null where a knee is not drawn
 */
export function drawnCheck(
	doubt: LabelDoubt,
	grades: ReadonlyMap<number, DrawnGrades | null>,
	table: KneeTable
): DrawnCheck | null {
	const { rows, labels, found } = doubt;
	if (rows.some((row) => !grades.get(row))) return null;
	const suspects = new Set(found.suspects);
	const kinds = {
		suspects: (i: number) => suspects.has(i),
		others: (i: number) => !suspects.has(i),
		all: () => true
	};
	const of = (kept: (i: number) => boolean, source: keyof DrawnGrades): Gainsaid => {
		const places = [...rows.keys()].filter(kept);
		const gainsaid = places.map((i) => (grades.get(rows[i])![source] === labels[i] ? 0 : 1));
		return {
			knees: places.length,
			rows: places.filter((_, place) => gainsaid[place] === 1).map((i) => rows[i]),
			share: clusteredMean(
				gainsaid,
				places.map((i) => table.knees[rows[i]].subject)
			)
		};
	};
	const both = (kept: (i: number) => boolean) => ({
		secondReader: of(kept, 'secondReader'),
		signs: of(kept, 'signs')
	});
	return {
		suspects: both(kinds.suspects),
		others: both(kinds.others),
		all: both(kinds.all)
	};
}
