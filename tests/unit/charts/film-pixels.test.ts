import { expect, it } from 'vitest';
import { developed, paintGrey } from '#lib/charts/film/film-pixels.ts';

const image = { width: 2, height: 2, data: Uint8Array.of(0, 100, 150, 255) };

it('hands out the very pixels where nothing is asked for', () => {
	expect(developed(image)).toBe(image.data);
});

it('inverts', () => {
	expect([...(developed(image, undefined, true) as Uint8ClampedArray)]).toEqual([255, 155, 105, 0]);
});

it('spreads a window over black to white and cuts what lies outside', () => {
	const shown = developed(image, { black: 50, white: 150 }) as Uint8ClampedArray;
	expect([...shown]).toEqual([0, 128, 255, 255]);
	const inverted = developed(image, { black: 50, white: 150 }, true) as Uint8ClampedArray;
	expect([...inverted]).toEqual([255, 128, 0, 0]);
});

it('paints grey, opaque pixels', () => {
	expect([...paintGrey([0, 128])]).toEqual([0, 0, 0, 255, 128, 128, 128, 255]);
});
