import { formatPercent } from '#lib/core/text/format.ts';
import type { Table } from '#lib/core/text/table.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';

/** Figures of each grade, 0-1; null where the definition divides by zero. */
export interface PerClassFigures {
	precision: readonly (number | null)[];
	recall: readonly (number | null)[];
	f1: readonly (number | null)[];
	/** Knees whose true grade it is. */
	support: readonly number[];
}

export function perClassTable(scale: LabelScale, reader: string, figures: PerClassFigures): Table {
	const percent = (share: number | null) => (share === null ? null : formatPercent(share, 1));
	return {
		caption: `${reader}: precision, recall and F1 of each ${nouns.class}`,
		columns: [
			{ label: nouns.Class },
			{ label: 'Precision', numeric: true },
			{ label: 'Recall', numeric: true },
			{ label: 'F1', numeric: true },
			{ label: nouns.Cases, numeric: true }
		],
		rows: placedClasses(scale).map(({ grade, label }) => [
			label,
			percent(figures.precision[grade]),
			percent(figures.recall[grade]),
			percent(figures.f1[grade]),
			figures.support[grade]
		])
	};
}
