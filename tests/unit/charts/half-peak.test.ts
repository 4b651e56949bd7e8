import { describe, expect, it } from 'vitest';
import { halfPeakPath } from '#lib/charts/film/half-peak.ts';

function points(path: string): [number, number][] {
	return path
		.slice(1, -1)
		.split('L')
		.map((point) => point.split(',').map(Number) as [number, number]);
}

describe('halfPeakPath', () => {
	it('rings a round peak where it has fallen to half', () => {
		const side = 64;
		const heat = Float32Array.from({ length: side * side }, (_, i) => {
			const x = (i % side) + 0.5 - 32;
			const y = Math.floor(i / side) + 0.5 - 32;
			return Math.max(0, 1 - Math.hypot(x, y) / 24);
		});
		const ring = points(halfPeakPath(heat, side, side));
		expect(ring.length).toBeGreaterThan(12);
		// A cone of radius 24 is at half at 12; its top is flattened by the blocks it is averaged over.
		for (const [x, y] of ring) expect(Math.abs(Math.hypot(x - 32, y - 32) - 12)).toBeLessThan(2);
	});

	it('does not depend on the height of the peak', () => {
		const heat = Float32Array.from({ length: 1024 }, (_, i) => (i % 32 < 16 ? 1 : 0));
		expect(
			halfPeakPath(
				heat.map((v) => 7 * v),
				32,
				32
			)
		).toBe(halfPeakPath(heat, 32, 32));
	});

	it('is empty without heat', () => {
		expect(halfPeakPath(new Float32Array(256), 16, 16)).toBe('');
	});
});
