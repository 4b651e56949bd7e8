import { describe, expect, it } from 'vitest';
import {
	meanMap,
	mirrorMap,
	normaliseMap,
	peakInMask,
	sampleMap,
	shareInMask
} from '#lib/core/explain/grad-cam.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import { expectClose, fixture } from './fixtures.ts';

const cases = fixture<
	{
		grid: FeatureGrid;
		inputSize: number;
		outputSize: number;
		map: number[];
		stretched: number[];
		aligned: number[];
	}[]
>('maps.json');

const inceptionGrid: FeatureGrid = {
	rows: 5,
	columns: 5,
	offsetX: 37,
	offsetY: 37,
	strideX: 32,
	strideY: 32
};

describe('sampleMap', () => {
	it.each(cases)(
		'equals torch (stretched) and scipy (aligned) on grid $grid at $outputSize px',
		({ grid, inputSize, outputSize, map, stretched, aligned }) => {
			const sample = (alignment: 'aligned' | 'stretched') =>
				sampleMap(map, grid, alignment, inputSize, outputSize);
			expectClose(sample('stretched'), stretched, 5e-7, 'stretched');
			expectClose(sample('aligned'), aligned, 5e-7, 'aligned');
		}
	);

	it('keeps the value of each cell at the centre of its receptive field', () => {
		const map = Array.from({ length: 25 }, (_, i) => i / 32);
		const image = sampleMap(map, inceptionGrid, 'aligned', 224);
		for (let row = 0; row < 5; row++) {
			for (let column = 0; column < 5; column++) {
				const pixel = (37 + 32 * row) * 224 + 37 + 32 * column;
				expect(image[pixel]).toBe(map[row * 5 + column]);
			}
		}
		expect(image[0]).toBe(map[0]);
		expect(image[224 * 224 - 1]).toBe(map[24]);
	});

	it('keeps a flat map flat', () => {
		for (const alignment of ['aligned', 'stretched'] as const) {
			const image = sampleMap(new Float32Array(25).fill(0.5), inceptionGrid, alignment, 224, 40);
			expect(image.every((value) => value === 0.5)).toBe(true);
		}
	});

	it('leaves bare what the network does not read, and stretches over what it reads', () => {
		const seen = { x0: 0, y0: 4, x1: 16, y1: 12 };
		const band: FeatureGrid = {
			rows: 1,
			columns: 2,
			offsetX: 3.5,
			offsetY: 7.5,
			strideX: 8,
			strideY: 8,
			seen
		};
		for (const alignment of ['aligned', 'stretched'] as const) {
			const sampled = sampleMap([1, 0], band, alignment, 16);
			const column = (x: number) => Array.from({ length: 16 }, (_, row) => sampled[16 * row + x]);
			expect(column(0)).toEqual([...Array(4).fill(0), ...Array(8).fill(1), ...Array(4).fill(0)]);
			expect(column(7)[8]).toBeCloseTo(0.5625, 6);
		}
		const rows = { ...band, rows: 2, columns: 1, offsetY: 5.5, strideY: 4 };
		const stretched = sampleMap([1, 0], rows, 'stretched', 16);
		expect([4, 7, 8, 11].map((row) => stretched[16 * row])).toEqual([1, 0.625, 0.375, 0]);
	});

	it('refuses a map of another grid', () => {
		expect(() => sampleMap(new Float32Array(49), inceptionGrid, 'aligned', 224)).toThrow(
			/25 cells was expected; this one has 49/
		);
	});
});

describe('normaliseMap', () => {
	it('drops negative values and divides by the maximum', () => {
		expect([...normaliseMap([-4, 0, 1, 2])]).toEqual([0, 0, 0.5, 1]);
	});

	it('keeps a map without positive values at zero', () => {
		expect([...normaliseMap([-1, 0])]).toEqual([0, 0]);
	});

	it('refuses values that are not finite', () => {
		expect(() => normaliseMap([0, NaN])).toThrow(/NaN at cell 1/);
		expect(() => normaliseMap([Infinity])).toThrow(/Infinity at cell 0/);
	});
});

it('mirrorMap mirrors left to right and back', () => {
	const map = [1, 2, 3, 4, 5, 6];
	expect([...mirrorMap(map, 2, 3)]).toEqual([3, 2, 1, 6, 5, 4]);
	expect([...mirrorMap(mirrorMap(map, 2, 3), 2, 3)]).toEqual(map);
});

describe('meanMap', () => {
	it('is the mean, and unknown for no maps', () => {
		expect([
			...meanMap([
				[0, 1],
				[0.5, 0],
				[1, 0.5]
			])!
		]).toEqual([0.5, 0.5]);
		expect(meanMap([])).toBeNull();
		expect(() => meanMap([[0, 1], [1]])).toThrow(/2 cells/);
	});

	it('may be taken before or after sampling', () => {
		const maps = cases.slice(2, 3).flatMap(({ map }) => [map, map.toReversed()]);
		const after = meanMap(maps.map((map) => sampleMap(map, inceptionGrid, 'aligned', 224, 30)))!;
		const before = sampleMap(meanMap(maps)!, inceptionGrid, 'aligned', 224, 30);
		expectClose(before, [...after], 1e-6);
	});
});

describe('heat in a mask', () => {
	const map = [0, 0.25, 1, 0.75];

	it('is measured as a share of all heat', () => {
		expect(shareInMask(map, [0, 1, 1, 0])).toBe(0.625);
		expect(shareInMask(map, [1, 1, 1, 1])).toBe(1);
	});

	it('asks where the highest pixel lies', () => {
		expect(peakInMask(map, [0, 0, 1, 0])).toBe(true);
		expect(peakInMask(map, [1, 1, 0, 1])).toBe(false);
		expect(peakInMask([0.5, 0.5], [0, 1])).toBe(false);
	});

	it('is unknown for a map of zeros, and refuses a mask of another size', () => {
		expect(shareInMask([0, 0], [1, 0])).toBeNull();
		expect(peakInMask([0, 0], [1, 0])).toBeNull();
		expect(() => shareInMask(map, [1])).toThrow(/4 cells/);
	});
});
