import type { Table } from '#lib/core/text/table.ts';
import { csvText } from '#lib/data/files/csv-text.ts';

/** A table as CSV: a header line, figures in full precision, unknown as an empty field, no cell a formula. */
export function csvOf({ columns, rows }: Table): string {
	return csvText(
		columns.map(({ label }) => label),
		rows
	);
}
