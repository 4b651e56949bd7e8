import type { Table } from '#lib/core/table.ts';
import { saveFile } from './save-file.ts';

/** Lets the browser save a table as a CSV file; the writer is fetched with the first one. */
export async function downloadCsv(fileName: string, table: Table): Promise<void> {
	const { csvOf } = await import('./csv.ts');
	saveFile(fileName, csvOf(table), 'text/csv');
}
