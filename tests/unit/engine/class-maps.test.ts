import { describe, expect, it } from 'vitest';
import { allocateMaps, fillMaps } from '#lib/engine/attribution/class-maps.ts';

describe('fillMaps', () => {
	/** Two cells of three classes: the first peaks in the second cell, the others are zero everywhere. */
	const raw = Float32Array.of(1, 0, 0, 4, 0, 0, ...Array(6).fill(99));
	const shape = { classes: 3, cells: 2 };

	it('divides a map by its maximum and keeps the maximum, for the rows that were asked for', () => {
		const maps = allocateMaps(3, shape);
		fillMaps(maps, 1, 1, raw, shape);
		expect([...maps.values.subarray(6, 8)]).toEqual([0.25, 1]);
		expect([...maps.peaks]).toEqual([0, 0, 0, 4, 0, 0, 0, 0, 0]);
		expect(maps.values.reduce((sum, value) => sum + value, 0)).toBe(1.25);
	});

	it('lays the cells of a class side by side', () => {
		const maps = allocateMaps(2, { classes: 2, cells: 2 });
		const cells = Float32Array.of(2, 0, 1, 0, 0, 4, 0, 1);
		fillMaps(maps, 0, 2, cells, { classes: 2, cells: 2 });
		expect([...maps.values]).toEqual([1, 0.5, 0, 0, 0, 0, 1, 0.25]);
		expect([...maps.peaks]).toEqual([2, 0, 0, 4]);
	});
});
