import { describe, expect, it } from 'vitest';
import { sampleMap } from '#lib/core/explain/grad-cam.ts';
import {
	heatOnMask,
	maskArea,
	peakPixel,
	readArea,
	summariseHeat,
	widenMask,
	type HeatOnMask
} from '#lib/core/explain/lesion-hit.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import { expectClose, fixture } from './fixtures.ts';
import { scoreReferences } from './score-cases.ts';

const { wilson, dilation } = fixture<{
	wilson: { hits: number; count: number; lower: number; upper: number }[];
	dilation: { size: number; radius: number; mask: number[]; widened: number[] }[];
}>('checks.json');

const size = 224;
const grid: FeatureGrid = {
	rows: 5,
	columns: 5,
	offsetX: 37,
	offsetY: 37,
	strideX: 32,
	strideY: 32
};

const marked = (pixels: readonly number[], side: number) => {
	const mask = new Uint8Array(side * side);
	for (const pixel of pixels) mask[pixel] = 1;
	return mask;
};

describe('widenMask', () => {
	it.each(dilation)(
		'equals binary_dilation of scipy by a disc of radius $radius',
		({ size, radius, mask, widened }) => {
			expect(widenMask(marked(mask, size), size, radius)).toEqual(marked(widened, size));
		}
	);
});

describe('peakPixel', () => {
	it('is the centre of the hottest cell, where the drawn map has its maximum', () => {
		for (const cell of [0, 4, 12, 21, 24]) {
			const map = Array.from({ length: 25 }, (_, i) => (i === cell ? 1 : (i % 7) / 10));
			const pixel = peakPixel(map, grid, size)!;
			expect(pixel).toBe((37 + 32 * Math.floor(cell / 5)) * size + 37 + 32 * (cell % 5));
			expect(sampleMap(map, grid, 'aligned', size)[pixel]).toBe(1);
		}
	});

	it('stays on the picture and knows a map without heat', () => {
		const outside = { ...grid, offsetX: -20, offsetY: 150 };
		expect(peakPixel([...new Array(20).fill(0), 1, 0, 0, 0, 0], outside, size)).toBe(223 * size);
		expect(peakPixel(new Float32Array(25), grid, size)).toBeNull();
	});
});

describe('heatOnMask', () => {
	const lesion = (pixel: number) => {
		const mask = marked([pixel], size);
		return { mask, widened: widenMask(mask, size, 12) };
	};
	const map = Float32Array.from({ length: 25 }, (_, i) => (i === 12 ? 1 : 0));

	it('hits within the widening and not beyond', () => {
		const centre = (37 + 64) * size + 37 + 64;
		expect(heatOnMask('1', map, grid, lesion(centre + 12), size).hit).toBe(true);
		expect(heatOnMask('1', map, grid, lesion(centre + 13), size).hit).toBe(false);
	});

	it('takes the share of the heat in the mask as it is, of the map as it is drawn', () => {
		// A single cell is drawn as a pyramid whose heat is stride x stride.
		const centre = (37 + 64) * size + 37 + 64;
		const { heat, area } = heatOnMask('1', map, grid, lesion(centre), size);
		expect(heat).toBeCloseTo(1 / 1024, 8);
		expect(area).toBe(1 / size ** 2);
		const all = { mask: new Uint8Array(size ** 2).fill(1), widened: new Uint8Array(size ** 2) };
		expect(heatOnMask('1', map, grid, all, size)).toEqual({
			subject: '1',
			hit: false,
			heat: 1,
			area: 1,
			widenedArea: 0
		});
	});

	it('counts a map without heat as a miss with no share', () => {
		const none = heatOnMask('1', new Float32Array(25), grid, lesion(0), size);
		expect(none).toMatchObject({ hit: false, heat: null });
	});
});

describe('summariseHeat', () => {
	const judged = (hits: number, count: number): HeatOnMask[] =>
		Array.from({ length: count }, (_, i) => ({
			subject: String(i),
			hit: i < hits,
			heat: i === 0 ? null : 0.25,
			area: 0.1,
			widenedArea: 0.2
		}));

	it.each(wilson)(
		'gives $hits of $count the Wilson interval of statsmodels',
		({ hits, count, lower, upper }) => {
			const { peak } = summariseHeat(judged(hits, count))!;
			expect(peak).toMatchObject({ hits, knees: count, subjects: count, share: hits / count });
			expect(peak.lower).toBeCloseTo(lower, 12);
			expect(peak.upper).toBeCloseTo(upper, 12);
		}
	);

	it.each(scoreReferences.clustered)(
		'allows for knees of one subject as statsmodels does at the effective size, $hits hits',
		({ subjects, hits, interval }) => {
			const { peak } = summariseHeat(
				judged(hits, subjects.length).map((one, i) => ({ ...one, subject: String(subjects[i]) }))
			)!;
			expect(peak.subjects).toBe(new Set(subjects).size);
			expectClose([peak.lower, peak.upper], interval, 1e-12);
		}
	);

	it('leaves maps without heat out of the mean share, not out of the hits', () => {
		const summary = summariseHeat(judged(2, 4))!;
		// Of three equal shares no interval can be told.
		expect(summary.heat).toEqual({ values: 3, subjects: 3, mean: 0.25, lower: null, upper: null });
		expect(summary.maskArea).toBeCloseTo(0.1, 12);
		expect(summary.widenedArea).toBeCloseTo(0.2, 12);
		expect(summariseHeat([])).toBeNull();
		expect(summariseHeat(judged(1, 1))!.heat).toBeNull();
	});
});

it('holds a mask against the part that is read, outside of which there is no heat', () => {
	const mask = marked([0, 5, 6, 10], 4);
	expect(maskArea(mask, 4)).toBe(4 / 16);
	const seen = { x0: 0, y0: 1, x1: 4, y1: 3 };
	expect(maskArea(mask, 4, seen)).toBe(3 / 8);
	expect([readArea(4), readArea(4, seen)]).toEqual([1, 0.5]);
});

it('gives a map that is the same everywhere as much heat in a mask as the mask has area', () => {
	const cropped = { ...grid, seen: { x0: 0, y0: 64, x1: size, y1: 192 } };
	const band = new Uint8Array(size * size).fill(1, 92 * size, 168 * size);
	const even = new Float32Array(25).fill(1);
	const { heat, area } = heatOnMask('1', even, cropped, { mask: band, widened: band }, size);
	expect(heat).toBeCloseTo(76 / 128, 6);
	expect(area).toBeCloseTo(heat!, 6);
});
