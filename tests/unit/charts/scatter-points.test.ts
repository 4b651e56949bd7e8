import { describe, expect, it } from 'vitest';
import { layStamp, pointRadius } from '#lib/charts/scatter/scatter-points.ts';

const plate = (width: number, height: number) => ({
	width,
	height,
	data: new Uint8ClampedArray(4 * width * height)
});
const stamp = (size: number, ...pixel: number[]) => ({
	size,
	pixels: Uint8ClampedArray.from({ length: 4 * size * size }, (_, i) => pixel[i % 4])
});
const at = ({ data, width }: ReturnType<typeof plate>, x: number, y: number) => [
	...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)
];

describe('a stamp', () => {
	it('covers what is there, at whole pixels', () => {
		const pixels = plate(4, 3);
		layStamp(pixels, stamp(2, 9, 8, 7, 255), 0.6, 0.4);
		layStamp(pixels, stamp(1, 1, 2, 3, 255), 2, 1);
		expect(at(pixels, 1, 0)).toEqual([9, 8, 7, 255]);
		expect(at(pixels, 2, 1)).toEqual([1, 2, 3, 255]);
		expect(at(pixels, 0, 0)).toEqual([0, 0, 0, 0]);
		expect(at(pixels, 3, 1)).toEqual([0, 0, 0, 0]);
	});

	it('lets through what its alpha leaves, as source-over does', () => {
		const pixels = plate(1, 1);
		layStamp(pixels, stamp(1, 200, 0, 0, 51), 0, 0);
		expect(at(pixels, 0, 0)).toEqual([200, 0, 0, 51]);
		layStamp(pixels, stamp(1, 0, 100, 0, 128), 0, 0);
		const [red, green, , alpha] = at(pixels, 0, 0);
		const own = 128 / 255;
		const all = own + 0.2 * (1 - own);
		expect(alpha).toBe(Math.round(255 * all));
		expect(red).toBe(Math.round((200 * 0.2 * (1 - own)) / all));
		expect(green).toBe(Math.round((100 * own) / all));
	});

	it('is cut off at the edges, and beside them leaves no trace', () => {
		const pixels = plate(3, 3);
		layStamp(pixels, stamp(3, 5, 5, 5, 255), -2, 1);
		expect([at(pixels, 0, 1)[3], at(pixels, 1, 1)[3], at(pixels, 0, 0)[3]]).toEqual([255, 0, 0]);
		const before = [...pixels.data];
		for (const [x, y] of [
			[-9, 0],
			[9, 0],
			[0, -9],
			[0, 9]
		]) {
			layStamp(pixels, stamp(3, 1, 1, 1, 255), x, y);
		}
		expect([...pixels.data]).toEqual(before);
	});
});

it('points are small where they are many, and never too small to be seen', () => {
	expect(pointRadius(16, 640, 460)).toBe(4.5);
	expect(pointRadius(1000, 640, 460)).toBeCloseTo(2.745, 3);
	expect(pointRadius(1e6, 640, 460)).toBe(1.5);
});
