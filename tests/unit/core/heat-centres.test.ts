import { describe, expect, it } from 'vitest';
import { measuredOffset } from '#lib/core/explain/heat-centres.ts';

/** Pixels 0 to 99, one strip each. */
const pixels = { from: 0, width: 1, count: 100 };
const bump = (middle: number, background = 0) =>
	Array.from({ length: 100 }, (_, x) => Math.exp(-((x - middle) ** 2) / 50) + background);

describe('measuredOffset', () => {
	it('is the middle of the one strip that moves a cell', () => {
		// The third strip covers pixels 20 to 29.
		const strips = { from: 0, width: 10, count: 5 };
		const grid = { offset: 30, stride: 16 };
		expect(measuredOffset([[0, 0, 1, 0, 0]], strips, grid)).toBeCloseTo(24.5, 2);
	});

	it('finds the middle of a bump from another place, though more is seen on its right', () => {
		const influence = bump(30, 0.02);
		const centroid =
			influence.reduce((sum, share, x) => sum + share * x, 0) /
			influence.reduce((sum, share) => sum + share, 0);
		expect(centroid).toBeGreaterThan(32);
		expect(measuredOffset([influence], pixels, { offset: 40, stride: 16 })).toBeCloseTo(30, 1);
	});

	it('takes every cell back by its strides, in the mean, however strongly it is moved', () => {
		const influence = [bump(30).map((share) => share / 1000), bump(54)];
		expect(measuredOffset(influence, pixels, { offset: 32, stride: 20 })).toBeCloseTo(32, 1);
	});

	it('counts pixels from the first that is read', () => {
		const lower = { ...pixels, from: 64 };
		expect(measuredOffset([bump(30)], lower, { offset: 90, stride: 16 })).toBeCloseTo(94, 1);
	});

	it('leaves out cells at the edge and cells that nothing moves', () => {
		const nothing = new Float64Array(100);
		const grid = { offset: 10, stride: 20 };
		expect(measuredOffset([bump(12), bump(34), nothing], pixels, grid)).toBeCloseTo(14, 1);
		expect(measuredOffset([bump(12)], pixels, grid)).toBeNull();
		expect(measuredOffset([nothing], pixels, { offset: 50, stride: 20 })).toBeNull();
		expect(measuredOffset([], pixels, grid)).toBeNull();
	});

	it('stays where the layers place a cell that everything moves alike', () => {
		const even = new Float64Array(100).fill(0.3);
		expect(measuredOffset([even], pixels, { offset: 41, stride: 16 })).toBeCloseTo(41, 5);
	});

	it('refuses another number of strips', () => {
		expect(() => measuredOffset([[1, 2]], pixels, { offset: 0, stride: 1 })).toThrow(
			'Cell 0 has 2 strips, not 100.'
		);
	});
});
