import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
	READER_COLOURS,
	READER_COLOURS_DARK,
	readerColour,
	readerDash
} from '#lib/charts/series/reader-colour.ts';
import { readerShape } from '#lib/charts/series/reader-shapes.ts';
import { contrastRatio, leastDifference } from './colour-difference.ts';

const tokens = readFileSync('src/lib/styles/tokens.css', 'utf8');
const marks = [...new Array(10).keys()];
const looks = (mark: number) => `${readerColour(mark)} ${readerShape(mark)} ${readerDash(mark)}`;

/** The light and the dark value of a token. */
function valuesOf(token: string): [string, string] {
	const [, light, dark] = new RegExp(`${token}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)!;
	return [light, dark];
}

test('ten networks have ten colours and ten shapes', () => {
	expect(new Set(marks.map(readerColour)).size).toBe(10);
	expect(new Set([...marks, 'ensemble' as const, 'you' as const].map(readerShape)).size).toBe(12);
});

test('a hundred networks never share colour and shape, forty not even colour and dashes', () => {
	const many = [...new Array(100).keys()];
	expect(new Set(many.map(looks)).size).toBe(100);
	expect(new Set(many.map((mark) => `${readerColour(mark)} ${readerShape(mark)}`)).size).toBe(100);
	const lines = many.slice(0, 40).map((mark) => `${readerColour(mark)} ${readerDash(mark)}`);
	expect(new Set(lines).size).toBe(40);
	expect(['ensemble' as const, 'you' as const, 0, 9].map(readerDash)).toEqual(
		new Array(4).fill(null)
	);
});

test('drawings that leave the page have its colours, and the first three are blue, teal and violet', () => {
	expect(marks.map((mark) => valuesOf(`--reader-${mark}`)[0])).toEqual(READER_COLOURS);
	expect(marks.map((mark) => valuesOf(`--reader-${mark}`)[1])).toEqual(READER_COLOURS_DARK);
	expect(READER_COLOURS.slice(0, 3)).toEqual(['#004687', '#217f77', '#9b50c7']);
});

describe.each([
	['light', 0],
	['dark', 1]
] as const)('in the %s theme', (_, theme) => {
	const token = (name: string) => valuesOf(`--${name}`)[theme];
	const colours = marks.map((mark) => token(`reader-${mark}`));

	test('every colour stands out from the page and from what is sunk into it', () => {
		for (const colour of colours) {
			expect(contrastRatio(colour, token('paper')), colour).toBeGreaterThanOrEqual(4.5);
			expect(contrastRatio(colour, token('sunk')), colour).toBeGreaterThanOrEqual(4);
		}
	});

	test('no eye takes one for another, and fewer networks lie further apart', () => {
		const least = (count: number) =>
			Math.min(
				...colours
					.slice(0, count)
					.flatMap((one, i) => colours.slice(0, i).map((other) => leastDifference(one, other)))
			);
		expect(least(3)).toBeGreaterThanOrEqual(13);
		expect(least(4)).toBeGreaterThanOrEqual(10);
		expect(least(6)).toBeGreaterThanOrEqual(10);
		expect(least(10)).toBeGreaterThanOrEqual(8.5);
	});

	test('no eye takes one for a grade or for the ensemble', () => {
		const others = [0, 1, 2, 3, 4].map((grade) => token(`grade-${grade}`));
		for (const colour of colours) {
			for (const other of others) {
				expect(leastDifference(colour, other), `${colour} ${other}`).toBeGreaterThanOrEqual(9);
			}
			expect(leastDifference(colour, token('ink')), colour).toBeGreaterThanOrEqual(12);
		}
	});
});
