import { describe, expect, it } from 'vitest';
import {
	contrast,
	fromOklab,
	mixOklab,
	parseHex,
	textOn,
	toOklab
} from '#lib/charts/colour/oklab.ts';

describe('OKLab', () => {
	it("agrees with Ottosson's published values for sRGB primaries", () => {
		const red = toOklab([255, 0, 0]);
		expect(red[0]).toBeCloseTo(0.62796, 4);
		expect(red[1]).toBeCloseTo(0.22486, 4);
		expect(red[2]).toBeCloseTo(0.12585, 4);
		const white = toOklab([255, 255, 255]);
		expect(white[0]).toBeCloseTo(1, 5);
		expect(white[1]).toBeCloseTo(0, 5);
		expect(white[2]).toBeCloseTo(0, 5);
	});

	it('returns to the colour it came from', () => {
		const colour = [29, 51, 68] as const;
		fromOklab(toOklab(colour)).forEach((channel, i) => expect(channel).toBeCloseTo(colour[i], 3));
	});

	it('starts and ends a mix at its ends, and passes the grey of half the lightness between black and white', () => {
		expect(mixOklab('#f0f1ef', '#1d3344', 0)).toBe('#f0f1ef');
		expect(mixOklab('#f0f1ef', '#1d3344', 1)).toBe('#1d3344');
		expect(mixOklab('#f0f1ef', '#1d3344', 7)).toBe('#1d3344');
		// Lightness 0.5 is linear 0.5 ** 3 = 0.125, which sRGB writes as 99.
		expect(mixOklab('#000000', '#ffffff', 0.5)).toBe('#636363');
	});

	it('refuses what is no colour', () => {
		expect(() => parseHex('red')).toThrow('"red" is not a colour');
	});
});

describe('contrast', () => {
	it('is 21 for black on white and 1 for a colour on itself', () => {
		expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
		expect(contrast('#227385', '#227385')).toBe(1);
	});

	it('gives the ratio the tokens were chosen by', () => {
		expect(contrast('#15191b', '#fafaf8')).toBeCloseTo(16.9, 1);
		expect(contrast('#8f979b', '#0f1214')).toBeCloseTo(6.3, 1);
	});

	it('takes black on light and white on dark', () => {
		expect(textOn('#f0f1ef')).toBe('#000000');
		expect(textOn('#1d3344')).toBe('#ffffff');
	});
});
