import { escapeMarkup } from '#lib/core/text/markup.ts';
import { position, sharedAxis, type Estimate } from './interval-scale.ts';
import type { ThemeName } from '#lib/charts/matrix/cell-scales.ts';
import { DRAWING_FONT, THEME_COLOURS } from '#lib/charts/colour/theme-colours.ts';

/** One pair: the first minus the second on the same knees. */
export interface DrawnPair {
	/** "Xception minus ResNet50" */
	name: string;
	/** Null where the figure is undefined for either. */
	difference: Estimate | null;
	/** The difference with its interval and its verdict, as text. */
	text: string;
	significant: boolean;
}

export interface PairsDrawing {
	/** What is drawn and of which knees. */
	name: string;
	pairs: readonly DrawnPair[];
	lowerIsBetter: boolean;
	/** A difference at the axis. */
	tick: (difference: number) => string;
}

const ROW = 26;
const NAME = 330;
const TRACK = 290;
const TEXT = 320;
const HEAD = 26;

/** Paired differences on one axis with zero as the text of an SVG file; every number stands beside its interval. */
export function pairsSvg(
	{ name, pairs, lowerIsBetter, tick }: PairsDrawing,
	theme: ThemeName
): string {
	const { paper, ink, ink2, ink3 } = THEME_COLOURS[theme];
	const axis = sharedAxis(
		[
			...pairs.flatMap(({ difference }) => (difference ? [difference] : [])),
			{ value: 0, lower: 0, upper: 0 }
		],
		[-Infinity, Infinity]
	);
	const x = (value: number) => round(NAME + (position(value, axis) / 100) * TRACK);
	const bottom = HEAD + pairs.length * ROW;
	const [width, height] = [NAME + TRACK + TEXT, bottom + HEAD];
	const [left, right] = lowerIsBetter ? ['first', 'second'] : ['second', 'first'];
	const parts = [
		text(`\u2190 ${left} better`, NAME, 16, ink2, 'start'),
		text(`${right} better \u2192`, NAME + TRACK, 16, ink2, 'end'),
		`<line x1="${x(0)}" x2="${x(0)}" y1="${HEAD}" y2="${bottom}" stroke="${ink3}"/>`,
		...pairs.flatMap(({ name: pair, difference, text: words, significant }, row) => {
			const y = HEAD + (row + 0.5) * ROW;
			const label = text(pair, 0, y + 4, ink, 'start');
			const figure = text(words, NAME + TRACK + 14, y + 4, ink, 'start');
			if (!difference) return [label, figure];
			const { value, lower, upper } = difference;
			return [
				label,
				`<line x1="${x(lower)}" x2="${x(upper)}" y1="${y}" y2="${y}" stroke="${ink}" stroke-width="${significant ? 3 : 1.5}"/>`,
				`<circle cx="${x(value)}" cy="${y}" r="4" fill="${significant ? ink : paper}" stroke="${ink}" stroke-width="1.5"/>`,
				figure
			];
		}),
		...axis.ticks.map((value) => text(tick(value), x(value), bottom + 16, ink2, 'middle'))
	];
	const title = escapeMarkup(name);
	const description = pairs.map(({ name: pair, text: words }) => `${pair}: ${words}.`).join(' ');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${title}" font-family="${DRAWING_FONT}">
<title>${title}</title>
<desc>${escapeMarkup(description)}</desc>
<rect width="${width}" height="${height}" fill="${paper}"/>
${parts.join('\n')}
</svg>
`;
}

function text(
	words: string,
	x: number,
	y: number,
	fill: string,
	anchor: 'start' | 'middle' | 'end'
): string {
	return `<text x="${x}" y="${y}" fill="${fill}" font-size="12" text-anchor="${anchor}">${escapeMarkup(words)}</text>`;
}

function round(value: number): number {
	return Math.round(10 * value) / 10;
}
