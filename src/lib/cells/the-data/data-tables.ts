import { gradeShares } from '#lib/charts/bars/grade-shares.ts';
import { GRADES } from '#lib/core/labels/grades.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { ClassWeightRow } from './class-weight-rows.ts';
import type { SplitRow } from './split-rows.ts';

/** A line for each split and grade, figures in full: what the CSV holds. */
export function gradesTable(rows: readonly SplitRow[]): Table {
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
			return GRADES.map((info) => [
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

export function classWeightTable(rows: readonly ClassWeightRow[]): Table {
	return {
		caption: 'What a knee of each grade counts in training',
		columns: [
			{ label: 'Training of' },
			...GRADES.map(({ grade, name }) => ({ label: `${grade} ${name}`, numeric: true }))
		],
		rows: rows.map(({ of, weights }) => [of || 'all networks', ...weights])
	};
}
