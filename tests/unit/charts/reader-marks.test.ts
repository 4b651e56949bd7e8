import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { READER_COLOURS, readerColour } from '#lib/charts/series/reader-colour.ts';
import { readerShape } from '#lib/charts/series/reader-shapes.ts';

const tokens = readFileSync('src/lib/styles/tokens.css', 'utf8');

/** The light and the dark value of a token. */
function valuesOf(token: string): [string, string] {
	const [, light, dark] = new RegExp(`${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)!;
	return [light, dark];
}

/** Contrast ratio of WCAG 2. */
function contrast(a: string, b: string): number {
	const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const value = parseInt(hex.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const marks = [...new Array(10).keys()];

test('ten networks have ten colours and ten shapes', () => {
	expect(new Set(marks.map(readerColour)).size).toBe(10);
	expect(new Set([...marks, 'ensemble' as const, 'you' as const].map(readerShape)).size).toBe(12);
});

test('a hundred networks never share both', () => {
	const looks = [...new Array(100).keys()].map(
		(mark) => `${readerColour(mark)} ${readerShape(mark)}`
	);
	expect(new Set(looks).size).toBe(100);
});

test('every colour stands out from paper in both themes, and drawings have those of the page', () => {
	const paper = valuesOf('--paper');
	for (const mark of marks) {
		const colours = valuesOf(`--reader-${mark}`);
		expect(colours[0]).toBe(READER_COLOURS[mark]);
		colours.forEach((colour, theme) =>
			expect(contrast(colour, paper[theme]), `--reader-${mark}`).toBeGreaterThanOrEqual(4.5)
		);
	}
});
