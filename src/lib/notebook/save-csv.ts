import type { Table } from '#lib/core/table.ts';

/** Lets the browser save a table as a CSV file; the writer is fetched with the first one. */
export async function downloadCsv(fileName: string, table: Table): Promise<void> {
	const { csvOf } = await import('./csv.ts');
	const url = URL.createObjectURL(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = fileName;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 0);
}
