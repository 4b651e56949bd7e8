import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resizeGrey } from '#lib/core/image/resample.ts';

interface Case {
	size: [number, number];
	newSize: [number, number];
	pixels: number[];
	resized: number[];
}

const cases = JSON.parse(readFileSync('tests/fixtures/resize.json', 'utf8')) as Case[];

describe('resizeGrey', () => {
	it.each(cases)("equals Pillow's BILINEAR: $size to $newSize", (one) => {
		const { size, newSize, pixels, resized } = one;
		expect([...resizeGrey(Uint8Array.from(pixels), size, newSize)]).toEqual(resized);
	});

	it('resizes every image of several by itself', () => {
		const [, first] = cases;
		const two = Uint8Array.from([...first.pixels, ...first.pixels.map((grey) => 255 - grey)]);
		const resized = resizeGrey(two, first.size, first.newSize);
		expect([...resized.subarray(0, first.resized.length)]).toEqual(first.resized);
		expect(resized).toHaveLength(2 * first.resized.length);
	});

	it('keeps what is all of one grey', () => {
		const grey = resizeGrey(new Uint8Array(224 * 224).fill(97), [224, 224], [299, 100]);
		expect(new Set(grey)).toEqual(new Set([97]));
	});

	it('refuses parts of images', () => {
		expect(() => resizeGrey(new Uint8Array(10), [3, 3], [2, 2])).toThrow(/not images of 3 x 3/);
	});
});
