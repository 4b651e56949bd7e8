import Papa from 'papaparse';
import type { Table } from '#lib/core/table.ts';

/** A table as CSV: a header line, figures in full precision, unknown as an empty field. */
export function csvOf(table: Table): string {
	return Papa.unparse(
		{ fields: table.columns.map(({ label }) => label), data: table.rows.map((row) => [...row]) },
		{ newline: '\n' }
	);
}
