import Papa from 'papaparse';
import type { TableCell } from '#lib/core/text/table.ts';

/** How a formula begins for spreadsheets, with full-width signs and line ends (OWASP, CSV Injection); apostrophes of ours before it. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const ESCAPED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** A number or two with a word between, such as "-1.5" and "-1.5 to 2": no formula, and left as it is. */
const FIGURE = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?( to [+-]?\d+(\.\d+)?)?$/i;

/** What separates cells elsewhere: between quotes it separates nothing. */
const OTHER_SEPARATORS = /[;\t]/;

/**
 * CSV with a header line, lines ended by `\n` but for the last; numbers as the shortest decimals that read back as the same
 * float64, unknown as an empty field. Text that a spreadsheet would take for a formula gets an apostrophe in front, for
 * names and notes can come from somebody else's file; {@link fromCsvText} takes it away again.
 */
export function csvText(
	header: readonly string[],
	rows: readonly (readonly TableCell[])[]
): string {
	return Papa.unparse(
		{ fields: header.map(withoutFormula), data: rows.map((row) => row.map(withoutFormula)) },
		{
			newline: '\n',
			quotes: (value: unknown) => typeof value === 'string' && OTHER_SEPARATORS.test(value)
		}
	);
}

/** The text behind a cell that {@link csvText} wrote. */
export function fromCsvText(cell: string): string {
	return ESCAPED.test(cell) ? cell.slice(1) : cell;
}

function withoutFormula<Cell extends TableCell>(cell: Cell): Cell | string {
	if (typeof cell !== 'string' || FIGURE.test(cell)) return cell;
	return FORMULA.test(cell) ? `'${cell}` : cell;
}
