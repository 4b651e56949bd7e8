import { describe, expect, it } from 'vitest';
import { blendHeat, heatColour, heatCover, paintHeat } from '#lib/charts/film/heat-blend.ts';

describe('heatCover', () => {
	it('is nothing up to 12% of the peak and the strength at the peak', () => {
		expect(heatCover(0)).toBe(0);
		expect(heatCover(0.12)).toBe(0);
		expect(heatCover(0.56)).toBeCloseTo(0.33, 10);
		expect(heatCover(1)).toBeCloseTo(0.66, 10);
		expect(heatCover(1, 0.2)).toBeCloseTo(0.2, 10);
	});
});

describe('heatColour', () => {
	it('takes inferno from 12 to 98% of its range', () => {
		// Entries 30 and 250 of the 256 of matplotlib's inferno.
		expect(heatColour(0, 'inferno')).toEqual([30, 12, 69]);
		expect(heatColour(1, 'inferno')).toEqual([245, 249, 146]);
	});

	it('draws jet by its four ramps', () => {
		// At 0.12 + 0.86 v = 0.5 jet is half-way from cyan to yellow.
		const green = heatColour(0.38 / 0.86, 'jet');
		expect(green[0]).toBeCloseTo(127.5, 6);
		expect(green[1]).toBeCloseTo(255, 6);
		expect(green[2]).toBeCloseTo(127.5, 6);
	});
});

describe('blendHeat', () => {
	it('leaves bare film, a little darker, where there is no heat', () => {
		expect(blendHeat(200, 0, 'inferno')).toEqual([172, 172, 172]);
	});

	it('shows the film through the peak', () => {
		const [red, green, blue] = heatColour(1, 'inferno');
		const [r, g, b] = blendHeat(150, 1, 'inferno');
		// .86 * 150 * .34 + .66 * (.62 + .38) * colour
		expect(r).toBeCloseTo(43.86 + 0.66 * red, 6);
		expect(g).toBeCloseTo(43.86 + 0.66 * green, 6);
		expect(b).toBeCloseTo(43.86 + 0.66 * blue, 6);
		expect(blendHeat(40, 1, 'inferno')[0]).toBeLessThan(r);
	});

	it('never leaves the range of a channel', () => {
		for (const channel of blendHeat(255, 1, 'cividis', 1)) expect(channel).toBeLessThanOrEqual(255);
	});
});

describe('paintHeat', () => {
	it('paints the blend of each pixel', () => {
		const film = [0, 60, 150, 255];
		const heat = [1, 0.2, 0.6, 0];
		const painted = paintHeat(film, heat, 'cividis', 0.5);
		film.forEach((grey, i) => {
			// Heat is painted at 256 levels.
			const level = Math.round(255 * heat[i]) / 255;
			blendHeat(grey, level, 'cividis', 0.5).forEach((channel, c) => {
				expect(Math.abs(painted[4 * i + c] - channel)).toBeLessThan(0.51);
			});
		});
	});

	it('refuses heat of another size', () => {
		expect(() => paintHeat([1, 2], [1], 'inferno')).toThrow(
			'Heat of 1 values does not fit an image of 2.'
		);
	});
});
