import { gradeShares } from '#lib/charts/bars/grade-shares.ts';
import { placedClasses } from '#lib/core/labels/class-label.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { ClassWeightRow } from './class-weight-rows.ts';
import type { SplitRow } from './split-rows.ts';

/** A line for each split and grade, figures in full: what the CSV holds. */
export function gradesTable(rows: readonly SplitRow[], scale: LabelScale): Table {
	return {
		caption: 'Knees of each grade in each split',
		columns: [
			{ label: 'split' },
			{ label: 'grade', numeric: true },
			{ label: 'name' },
			{ label: 'knees', numeric: true },
			{ label: 'share', numeric: true },
			{ label: 'subjects of the split', numeric: true }
		],
		rows: rows.flatMap(({ name, counts, subjects }) => {
			const shares = gradeShares(counts);
			return placedClasses(scale).map((info) => [
				name,
				info.grade,
				info.name,
				counts[info.grade],
				shares[info.grade],
				subjects
			]);
		})
	};
}

export function classWeightTable(rows: readonly ClassWeightRow[], scale: LabelScale): Table {
	return {
		caption: 'What a knee of each grade counts in training',
		columns: [
			{ label: 'Training of' },
			...placedClasses(scale).map(({ label }) => ({ label, numeric: true }))
		],
		rows: rows.map(({ of, weights }) => [of || 'all networks', ...weights])
	};
}
