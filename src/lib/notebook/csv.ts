import Papa from 'papaparse';
import type { Table, TableCell } from '#lib/core/table.ts';

/** A table as CSV: a header line, figures in full precision, unknown as an empty field. */
export function csvOf({ columns, rows }: Table): string {
	const data = rows.map((row) =>
		row.map((cell, place) => (columns[place].written ? withoutFormula(cell) : cell))
	);
	return Papa.unparse({ fields: columns.map(({ label }) => label), data }, { newline: '\n' });
}

/** What a spreadsheet would take for a formula gets an apostrophe in front: notes can come from somebody else's file. */
function withoutFormula(cell: TableCell): TableCell {
	return typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
