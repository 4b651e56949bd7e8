import { formatNumber, UNKNOWN } from '#lib/core/text/format.ts';
import { escapeMarkup } from '#lib/core/text/markup.ts';
import type { Table, TableCell } from '#lib/core/text/table.ts';

/** A part of the report that its contents list. */
export interface ReportSection {
	id: string;
	heading: string;
	html: string;
}

/** A section of the report under its own heading; the parts are HTML already. */
export function section(id: string, heading: string, ...parts: string[]): ReportSection {
	const html = `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeMarkup(heading)}</h2>\n${parts.join('\n')}\n</section>`;
	return { id, heading, html };
}

export function paragraph(text: string): string {
	return `<p>${escapeMarkup(text)}</p>`;
}

/** A list of names and values; null is unknown. */
export function facts(rows: readonly (readonly [string, string | null])[]): string {
	const items = rows.map(
		([name, value]) =>
			`<div><dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value ?? UNKNOWN)}</dd></div>`
	);
	return `<dl>\n${items.join('\n')}\n</dl>`;
}

/** A table with its caption and the first cell of each row as its heading. */
export function htmlTable({ caption, columns, rows }: Table): string {
	const head = columns
		.map(
			({ label, numeric }) =>
				`<th scope="col"${numeric ? ' class="numeric"' : ''}>${escapeMarkup(label)}</th>`
		)
		.join('');
	const body = rows.map(
		([first, ...cells]) =>
			`<tr><th scope="row">${cellText(first)}</th>${cells
				.map((cell, c) => {
					const numeric = columns[c + 1].numeric ? ' class="numeric"' : '';
					return `<td${numeric}>${cellText(cell)}</td>`;
				})
				.join('')}</tr>`
	);
	return `<div class="wide"><table>\n<caption>${escapeMarkup(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table></div>`;
}

function cellText(cell: TableCell): string {
	if (cell === null) return UNKNOWN;
	if (typeof cell === 'string') return escapeMarkup(cell);
	return Number.isInteger(cell) ? cell.toLocaleString('en-US') : formatNumber(cell, 4);
}
