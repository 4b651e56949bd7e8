import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	exposureChange,
	exposureTable,
	standardise,
	type ExposureChange
} from '#lib/core/image/exposure.ts';
import { sha256 } from '#lib/data/files/sha256.ts';
import { drawExposure, type ExposureDrawing } from './exposure-drawings.ts';

interface Case extends ExposureChange {
	name: string;
	drawing: ExposureDrawing;
	/** SHA-256 of the pixels before and after. */
	image: string;
	standardised: string;
	/** Every 16th pixel of row 100 after. */
	row100: number[];
}

const cases: Case[] = JSON.parse(readFileSync('tests/fixtures/exposure.json', 'utf8'));

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

describe.each(cases)('$name', ({ drawing, negative, stretch, ...expected }) => {
	const image = drawExposure(drawing);

	it('becomes the pixels that the training gives', async () => {
		expect(await sha256(image)).toBe(expected.image);
		expect(exposureChange(image)).toEqual({ negative, stretch });
		const result = standardise(image);
		expect(Array.from({ length: 14 }, (_, i) => result[100 * 224 + 16 * i])).toEqual(
			expected.row100
		);
		expect(await sha256(result)).toBe(expected.standardised);
		expect(await sha256(image)).toBe(expected.image);
	});

	it('keeps the order of grey values, or turns it', () => {
		const table = exposureTable({ negative, stretch });
		const ascending = negative ? table.toReversed() : table;
		for (let grey = 1; grey < 256; grey++) {
			expect(ascending[grey]).toBeGreaterThanOrEqual(ascending[grey - 1]);
		}
	});

	it('is stretched once and for all', () => {
		const once = standardise(image);
		const again = exposureChange(once);
		expect(again.stretch).toEqual(stretch && { low: 0, high: 255 });
		if (!again.negative) expect(same(standardise(once), once)).toBe(true);
	});
});

it('makes of a negative what it makes of the turned image', () => {
	const negatives = cases.filter(({ negative }) => negative);
	expect(negatives.length).toBeGreaterThan(3);
	for (const { drawing } of negatives) {
		const image = drawExposure(drawing);
		const turned = image.map((grey) => 255 - grey);
		expect(exposureChange(turned).negative).toBe(false);
		expect(same(standardise(turned), standardise(image))).toBe(true);
	}
});

it('rounds halves up', () => {
	const table = exposureTable({ negative: false, stretch: { low: 10, high: 12 } });
	expect([...table.subarray(9, 14)]).toEqual([0, 0, 128, 255, 255]);
});

it('takes several images, each by itself', () => {
	const [first, second] = [cases[0], cases[4]].map(({ drawing }) => drawExposure(drawing));
	const both = new Uint8Array([...first, ...second]);
	const result = standardise(both);
	expect(same(result.subarray(0, 224 * 224), standardise(first))).toBe(true);
	expect(same(result.subarray(224 * 224), standardise(second))).toBe(true);
	expect(standardise(new Uint8Array(0))).toHaveLength(0);
});

it('refuses images of another size', () => {
	expect(() => exposureChange(new Uint8Array(112 * 112))).toThrow(/224 x 224 .* 12544 pixels/);
	expect(() => standardise(new Uint8Array(224 * 224 + 1))).toThrow(RangeError);
});
