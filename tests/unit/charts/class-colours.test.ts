import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { classColour, classStyle, isStriped } from '#lib/charts/colour/class-colours.ts';
import { contrast, parseHex, toOklab } from '#lib/charts/colour/oklab.ts';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';

const themes = ['light', 'dark'] as const;

const scaleOf = (count: number, ordinal: boolean) => ({
	classes: Array.from({ length: count }, (_, i) => ({
		key: String(i),
		short: String(i),
		name: `Class ${i}`
	})),
	ordinal
});

const coloursOf = (count: number, ordinal: boolean, theme: 'light' | 'dark') =>
	Array.from({ length: count }, (_, i) => classColour(scaleOf(count, ordinal), i)[theme]);

describe('of an order of degree', () => {
	it('five classes have the colours of the grades in the style sheet, and the text on them', () => {
		const tokens = readFileSync('src/lib/styles/tokens.css', 'utf8');
		const token = (name: string) =>
			new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(tokens)!.slice(1, 3);
		for (const grade of [0, 1, 2, 3, 4]) {
			const { light, dark } = classColour(KELLGREN_LAWRENCE_SCALE, grade);
			expect([light.fill, dark.fill]).toEqual(token(`grade-${grade}`));
			expect([light.text, dark.text]).toEqual(token(`on-grade-${grade}`));
		}
	});

	it('any number of classes goes one way from the first to the last of them', () => {
		for (const theme of themes) {
			for (const count of [2, 3, 12, 20]) {
				const fills = coloursOf(count, true, theme).map(({ fill }) => fill);
				expect(new Set(fills).size).toBe(count);
				expect([fills[0], fills.at(-1)]).toEqual(
					[0, 4].map((grade) => classColour(KELLGREN_LAWRENCE_SCALE, grade)[theme].fill)
				);
				const lightness = fills.map((fill) => toOklab(parseHex(fill))[0]);
				const sorted = lightness.toSorted((a, b) => (theme === 'light' ? b - a : a - b));
				expect(lightness).toEqual(sorted);
			}
		}
	});
});

describe('without an order', () => {
	it('ten classes have colours of their own, and the next ten the same with stripes', () => {
		const scale = scaleOf(20, false);
		for (const theme of themes) {
			const fills = coloursOf(20, false, theme).map(({ fill }) => fill);
			expect(new Set(fills.slice(0, 10)).size).toBe(10);
			expect(fills.slice(10)).toEqual(fills.slice(0, 10));
		}
		expect([0, 9, 10, 19].map((place) => isStriped(scale, place))).toEqual([
			false,
			false,
			true,
			true
		]);
		expect(new Set(scale.classes.map((_, place) => classStyle(scale, place))).size).toBe(20);
		expect(isStriped(scaleOf(20, true), 19)).toBe(false);
	});
});

it('text on every colour can be read', () => {
	for (const theme of themes) {
		for (const ordinal of [true, false]) {
			for (const { fill, text } of coloursOf(20, ordinal, theme)) {
				expect(contrast(fill, text)).toBeGreaterThan(4.5);
			}
		}
	}
});
