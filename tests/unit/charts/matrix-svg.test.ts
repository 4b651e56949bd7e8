import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shareFill } from '#lib/charts/matrix/cell-scales.ts';
import { cellFigures, confusionName } from '#lib/charts/matrix/confusion-text.ts';
import { matrixSvg, type MatrixDrawing } from '#lib/charts/matrix/matrix-svg.ts';
import { THEME_COLOURS } from '#lib/charts/colour/theme-colours.ts';
import { normalise, rowTotals } from '#lib/core/metrics/confusion.ts';
import { escapeMarkup } from '#lib/core/text/markup.ts';
import { classGroups } from '#lib/core/labels/class-groups.ts';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';

const counts = [
	[286, 81, 14, 0, 1],
	[107, 47, 21, 2, 0],
	[58, 83, 1114, 12, 0],
	[1, 2, 11, 115, 4],
	[0, 0, 1, 3, 38]
];
const shares = normalise(counts, 'row');
const drawing: MatrixDrawing = {
	name: confusionName(
		counts,
		'Net <A> & "B"',
		classGroups(scale, 'none').map(({ label }) => label)
	),
	scale,
	groups: classGroups(scale, 'none'),
	knees: counts,
	figures: (row, column) => cellFigures(counts[row][column], shares[row][column], 'none'),
	fill: (row, column) => shareFill(shares[row][column] ?? 0),
	rowTotals: rowTotals(counts)
};

/** Every tag closed in order and every text free of bare marks: enough for this plain SVG to be well-formed. */
function expectWellFormed(svg: string) {
	const open: string[] = [];
	for (const [, close, name, rest] of svg.matchAll(/<(\/?)([a-z]+)((?:\s[^<>]*?)?)>/g)) {
		if (close) expect(open.pop()).toBe(name);
		else if (!rest.endsWith('/')) open.push(name);
		expect(rest.replace(/[\w:-]+="[^"<]*"/g, '').trim()).toMatch(/^\/?$/);
	}
	expect(open).toEqual([]);
	expect(svg.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#39;)/);
}

const textsOf = (svg: string) =>
	[...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words]) => words);

describe('matrixSvg', () => {
	it('is well-formed whatever the name holds', () => {
		const svg = matrixSvg(drawing, 'light');
		expectWellFormed(svg);
		expect(svg).toContain('<title>Net &lt;A&gt; &amp; &quot;B&quot;: 1,600 of 2,001 knees');
	});

	it('holds every figure, grade and total', () => {
		const texts = textsOf(matrixSvg(drawing, 'dark'));
		const figures = counts.flatMap((row, r) =>
			row.flatMap((count, c) => (count === 0 ? ['0'] : [...drawing.figures(r, c)]))
		);
		const totals = ['382', '177', '1,267', '133', '42'];
		expect(texts.filter((one) => !/^(knees$|true|Net )/.test(one)).sort()).toEqual(
			[...figures.map(escapeMarkup), ...totals, ...'0123401234'].sort()
		);
		expect(texts).toContain('1,114');
		expect(matrixSvg(drawing, 'light')).toContain(
			'True 2 Minimal, read as 0 Healthy 58 (5%), 1 Doubtful 83 (7%), 2 Minimal 1,114 (88%)'
		);
	});

	it('tells in its description what is noted of a cell', () => {
		const note = (row: number, column: number) =>
			row === 0 && column < 2 ? `interval ${row}${column}` : null;
		expect(matrixSvg({ ...drawing, note }, 'light')).toContain(
			'True 0 Healthy, read as 0 Healthy 286 (75%): interval 00, 1 Doubtful 81 (21%): interval 01, 2 Minimal 14 (4%), 3 Moderate 0'
		);
	});

	it('puts a third line into every cell with knees', () => {
		const svg = matrixSvg({ ...drawing, range: (row, column) => `${row} to ${column}` }, 'light');
		expectWellFormed(svg);
		const ranges = textsOf(svg).filter((one) => / to /.test(one));
		expect(ranges).toHaveLength(counts.flat().filter((count) => count > 0).length);
		expect(ranges).toContain('2 to 1');
		expect(ranges).not.toContain('0 to 3');
	});

	it('draws each cell in the colour of its theme, inside the picture', () => {
		for (const theme of ['light', 'dark'] as const) {
			const svg = matrixSvg(
				{
					...drawing,
					groups: classGroups(scale, 'kl2'),
					knees: [
						[3, 1],
						[2, 4]
					],
					rowTotals: null,
					columnTotals: [5, 5]
				},
				theme
			);
			expectWellFormed(svg);
			expect(svg).toContain(`fill="${drawing.fill(1, 1)[theme].fill}"`);
			const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
			for (const [, x, y, w, h] of svg.matchAll(
				/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g
			)) {
				expect(Number(x) + Number(w)).toBeLessThanOrEqual(width);
				expect(Number(y) + Number(h)).toBeLessThanOrEqual(height);
			}
		}
	});
});

it('the colours of drawings are those of tokens.css', () => {
	const css = readFileSync('src/lib/styles/tokens.css', 'utf8');
	const token = (name: string) =>
		new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)!.slice(1);
	(['light', 'dark'] as const).forEach((theme, place) => {
		const { paper, ink, ink2, ink3, ramp } = THEME_COLOURS[theme];
		expect([paper, ink, ink2, ink3]).toEqual(
			['paper', 'ink', 'ink-2', 'ink-3'].map((name) => token(name)[place])
		);
		expect(ramp).toEqual([0, 1, 2, 3, 4].map((grade) => token(`grade-${grade}`)[place]));
	});
});
