import { pagePart } from '#lib/core/async/page-part.ts';
import type { Table } from '#lib/core/text/table.ts';
import type { KneeFilter } from '#lib/study/selection/knee-filter.svelte.ts';
import { saveFile } from './save-file.ts';

/**
 * Lets the browser save a table as a CSV file; the writer is fetched with the first one.
 * @throws MissingPartError when the writer cannot be fetched
 */
export async function downloadCsv(fileName: string, table: Table): Promise<void> {
	const { csvOf } = await pagePart('The CSV export', () => import('./csv.ts'));
	saveFile(fileName, csvOf(table), 'text/csv');
}

/** The same for figures of the knees that pass the filter: a file cannot be told from one of all knees otherwise. */
export function downloadFigures(
	{ filter }: { filter: KneeFilter },
	fileName: string,
	table: Table
): Promise<void> {
	return downloadCsv(fileName, withKnees(filter, table));
}

/** `table` with a last column that says which knees it is of, where not of all. */
function withKnees({ state, words }: Pick<KneeFilter, 'state' | 'words'>, table: Table): Table {
	if (state === 'off') return table;
	return {
		...table,
		columns: [...table.columns, { label: 'only' }],
		rows: table.rows.map((row) => [...row, words])
	};
}
