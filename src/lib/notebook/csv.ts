import Papa from 'papaparse';
import type { Table } from '#lib/core/table.ts';

/** A table as CSV: a header line, figures in full precision, unknown as an empty field. */
export function csvOf(table: Table): string {
	return Papa.unparse(
		{ fields: table.columns.map(({ label }) => label), data: table.rows.map((row) => [...row]) },
		{ newline: '\n' }
	);
}

/** Lets the browser save a table as a CSV file. */
export function downloadCsv(fileName: string, table: Table): void {
	const url = URL.createObjectURL(new Blob([csvOf(table)], { type: 'text/csv;charset=utf-8' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = fileName;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 0);
}
