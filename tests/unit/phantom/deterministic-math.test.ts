import { describe, expect, it } from 'vitest';
import { cos, exp, interpolate, sin } from '#lib/phantom/deterministic-math.ts';

describe('deterministic elementary functions', () => {
	it('come close to the exact ones', () => {
		for (let x = -5.9; x < 6; x += 0.173) {
			expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(1e-9);
			expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-6);
			expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-6);
		}
	});

	it('interpolates between knots and stays constant outside', () => {
		const at = (x: number) => interpolate([0, 1, 3], [10, 20, 0], x);
		expect([at(-1), at(0.5), at(1), at(2), at(9)]).toEqual([10, 15, 20, 10, 0]);
	});
});
