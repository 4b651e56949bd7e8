import type { Table } from '#lib/core/text/table.ts';
import type { SliceTest } from '#lib/study/slices/tested-slices.ts';
import type { SliceLine } from './slice-lines.ts';
import { shortFigureTitle } from '#lib/words/figure-words.ts';
import { verdictWords } from './slice-words.ts';

/** Every slice tested, in full precision; shares are 0-1. */
export function sliceTable(
	lines: readonly SliceLine[],
	{ metric, contrast }: Pick<SliceTest['question'], 'metric' | 'contrast'>,
	reader: string
): Table {
	const label = shortFigureTitle(metric);
	return {
		caption: `${label} of ${reader} in each slice against the rest${contrast === 'grades' ? ', grade for grade' : ''}`,
		columns: [
			{ label: 'Slice' },
			{ label: 'By' },
			...[
				'Knees',
				'Subjects',
				'Knees compared',
				'Of the rest',
				label,
				'The rest',
				'Difference',
				'Lower 95%',
				'Upper 95%'
			].map((column) => ({ label: column, numeric: true })),
			{ label: 'p', numeric: true },
			{ label: 'p, false discoveries controlled', numeric: true },
			{ label: 'Finding' },
			{ label: 'Grades compared' }
		],
		rows: lines.map(({ slice, comparison }) => [
			slice.words,
			slice.family.title,
			comparison.knees,
			comparison.subjects,
			comparison.compared.inside,
			comparison.compared.rest,
			comparison.inside,
			comparison.rest,
			comparison.difference,
			comparison.interval?.lower ?? null,
			comparison.interval?.upper ?? null,
			comparison.p,
			comparison.adjusted,
			verdictWords(metric, comparison),
			slice.grades?.join(' ') ?? 'all'
		])
	};
}
