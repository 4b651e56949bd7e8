import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { formatCount } from '#lib/core/text/format.ts';
import { escapeMarkup } from '#lib/core/text/markup.ts';
import { classColour } from '#lib/charts/colour/class-colours.ts';
import type { ClassGroup, LabelScale } from '#lib/core/labels/label-scale.ts';
import { nouns } from '#lib/core/text/nouns.ts';
import type { CellFill, ThemeName } from './cell-scales.ts';
import { DRAWING_FONT, THEME_COLOURS } from '#lib/charts/colour/theme-colours.ts';

/** What a matrix of true grades and readings shows. */
export interface MatrixDrawing {
	scale: LabelScale;
	/** Its name, which states its result. */
	name: string;
	/** What each row and column stands for. */
	groups: readonly ClassGroup[];
	/** `knees[true][read]`; a cell without any shows a quiet 0. */
	knees: Confusion;
	/** The figure of a cell and what stands below it. */
	figures: (row: number, column: number) => readonly [string, string];
	/** A third, small line of a cell with knees, such as an interval. */
	range?: (row: number, column: number) => string;
	/** What the description says of a cell besides; null for nothing. */
	note?: (row: number, column: number) => string | null;
	fill: (row: number, column: number) => CellFill;
	/** Knees at the end of each row. */
	rowTotals?: readonly number[] | null;
	/** Knees below each column. */
	columnTotals?: readonly number[] | null;
}

const CHIP = { width: 22, height: 18, gap: 2 };
const GAP = 2;
const MARGIN = 12;
const HEADING = 24;
const AXES = 20;
const HEAD = 24;
const TOTAL = 44;

/**
 * The matrix as the text of an SVG file, with nothing selected: the name up to its colon as heading, cells, grades,
 * figures and totals; the whole name as title, every figure in the description.
 */
export function matrixSvg(drawing: MatrixDrawing, theme: ThemeName): string {
	const { scale, groups, knees, rowTotals, columnTotals } = drawing;
	const colours = THEME_COLOURS[theme];
	const cell = cellSize(groups.length, drawing.range !== undefined);
	const widest = Math.max(...groups.map((group) => chipsWidth(scale, group)));
	cell.width = Math.max(cell.width, widest);
	const side = widest + 10;
	const left = MARGIN + side;
	const top = MARGIN + HEADING + AXES + HEAD;
	const x = (column: number) => left + column * (cell.width + GAP);
	const y = (row: number) => top + row * (cell.height + GAP);
	const end = x(groups.length);
	const below = y(groups.length);
	const width = end + (rowTotals ? TOTAL : 0) + MARGIN;
	const height = below + (columnTotals ? HEAD : 0) + MARGIN;

	const [heading] = drawing.name.split(':');
	const headingSize = Math.min(14, (width - 2 * MARGIN) / (0.6 * heading.length));
	const parts = [
		text(heading, MARGIN, MARGIN + 13, colours.ink, headingSize, { anchor: 'start', weight: 600 }),
		text('true \u2193  read as \u2192', left, MARGIN + HEADING + 12, colours.ink2, 12, {
			anchor: 'start'
		}),
		...groups.map((group, c) =>
			chips(scale, group, x(c) + cell.width / 2, top - HEAD / 2 - 3, theme)
		),
		...groups.map((group, r) =>
			chips(scale, group, left - side / 2 - 3, y(r) + cell.height / 2, theme)
		),
		...knees.flatMap((row, r) =>
			row.map((count, c) => cellParts(drawing, r, c, count, { x: x(c), y: y(r), ...cell }, theme))
		)
	];
	if (rowTotals) {
		const at = end + TOTAL - 4;
		parts.push(text(nouns.cases, at, top - HEAD / 2 + 1, colours.ink3, 12, { anchor: 'end' }));
		rowTotals.forEach((count, r) => {
			const middle = y(r) + cell.height / 2 + 4;
			parts.push(text(formatCount(count), at, middle, colours.ink2, 13, { anchor: 'end' }));
		});
	}
	columnTotals?.forEach((count, c) => {
		parts.push(text(formatCount(count), x(c) + cell.width / 2, below + 16, colours.ink2, 13));
	});

	const name = escapeMarkup(drawing.name);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${name}" font-family="${DRAWING_FONT}">
<title>${name}</title>
<desc>${escapeMarkup(description(drawing))}</desc>
<rect width="${width}" height="${height}" fill="${colours.paper}"/>
${parts.join('\n')}
</svg>
`;
}

function cellSize(groups: number, ranges: boolean): { width: number; height: number } {
	if (groups < 5) return { width: 96, height: 64 };
	return ranges ? { width: 72, height: 58 } : { width: 68, height: 46 };
}

function description({ groups, knees, figures, note }: MatrixDrawing): string {
	return knees
		.map((row, r) => {
			const cells = row.map((count, c) => {
				const [figure, below] = figures(r, c);
				const more = note?.(r, c) ?? null;
				const told = count === 0 ? '0' : `${figure} (${below})`;
				return `${groups[c].label} ${more === null ? told : `${told}: ${more}`}`;
			});
			return `True ${groups[r].label}, read as ${cells.join(', ')}.`;
		})
		.join(' ');
}

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

function cellParts(
	{ fill, figures, range }: MatrixDrawing,
	row: number,
	column: number,
	count: number,
	{ x, y, width, height }: Box,
	theme: ThemeName
): string {
	const colour = fill(row, column)[theme];
	const box = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="2" fill="${colour.fill}"/>`;
	const [middle, centre] = [x + width / 2, y + height / 2];
	if (count === 0) {
		return box + text('0', middle, centre + 4.5, THEME_COLOURS[theme].ink3, 13);
	}
	const [figure, below] = figures(row, column);
	const first = centre - (range ? 7.5 : 1.5);
	return (
		box +
		text(figure, middle, first, colour.text, 15, { weight: 500 }) +
		text(below, middle, first + 16.5, colour.text, 12) +
		(range ? text(range(row, column), middle, first + 30, colour.text, 10.5) : '')
	);
}

function chipWidth({ classes }: LabelScale, place: number): number {
	return Math.max(CHIP.width, 8 * classes[place].short.length + 6);
}

function chipsWidth(scale: LabelScale, { classes }: ClassGroup): number {
	const widths = classes.map((place) => chipWidth(scale, place) + CHIP.gap);
	return widths.reduce((sum, width) => sum + width, 0) - CHIP.gap;
}

/** The short names of a group's classes on their colours, around a point. */
function chips(scale: LabelScale, group: ClassGroup, x: number, y: number, theme: ThemeName) {
	let left = x - chipsWidth(scale, group) / 2;
	return group.classes
		.map((place) => {
			const colour = classColour(scale, place)[theme];
			const width = chipWidth(scale, place);
			const chip =
				`<rect x="${left}" y="${y - CHIP.height / 2}" width="${width}" height="${CHIP.height}" rx="3" fill="${colour.fill}"/>` +
				text(scale.classes[place].short, left + width / 2, y + 4.5, colour.text, 13, {
					weight: 600
				});
			left += width + CHIP.gap;
			return chip;
		})
		.join('');
}

function text(
	words: string,
	x: number,
	y: number,
	fill: string,
	size: number,
	{ anchor = 'middle', weight = 400 }: { anchor?: 'start' | 'middle' | 'end'; weight?: number } = {}
): string {
	return `<text x="${x}" y="${y}" fill="${fill}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" xml:space="preserve">${escapeMarkup(words)}</text>`;
}
