import { expect, test } from 'vitest';
import { ciede2000, contrastRatio, EYES, labOf, linearRgb, type Lab } from './colour-difference.ts';

/** Pairs of table 1 of Sharma, Wu & Dalal (2005), with their difference; those by which implementations go wrong. */
const SHARMA: readonly (readonly [Lab, Lab, number])[] = [
	[[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
	[[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
	[[50, 0, 0], [50, -1, 2], 2.3669],
	[[50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792],
	[[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
	[[50, 2.5, 0], [50, 0, -2.5], 4.3065],
	[[50, 2.5, 0], [73, 25, -18], 27.1492],
	[[50, 2.5, 0], [58, 24, 15], 19.4535],
	[[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
	[[63.0109, -31.0961, -5.8663], [62.8187, -29.7946, -4.0864], 1.263],
	[[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
	[[90.8027, -2.0831, 1.441], [91.1528, -1.6435, 0.0447], 1.4441],
	[[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082]
];

test.each(SHARMA)('CIEDE2000 of %s and %s is %d', (one, other, difference) => {
	expect(ciede2000(one, other)).toBeCloseTo(difference, 4);
	expect(ciede2000(other, one)).toBeCloseTo(difference, 4);
});

test('white is white, black on white has the highest contrast, and every eye sees greys as they are', () => {
	const [lightness, a, b] = labOf(linearRgb('#ffffff'));
	expect([lightness, a, b].map((value) => Math.round(100 * value) / 100 + 0)).toEqual([100, 0, 0]);
	expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 10);
	for (const eye of Object.values(EYES)) {
		for (const row of eye) expect(row[0] + row[1] + row[2]).toBeCloseTo(1, 5);
	}
});
