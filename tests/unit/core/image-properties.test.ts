import { describe, expect, it } from 'vitest';
import {
	imageProperties,
	roundedProperties,
	type ImageProperties
} from '#lib/core/image/image-properties.ts';
import { thirdBounds, thirdOf } from '#lib/core/metrics/thirds.ts';
import { drawExposure, type ExposureDrawing } from './exposure-drawings.ts';
import { expectClose, fixture } from './fixtures.ts';

interface References {
	images: (ImageProperties & { name: string; drawing: ExposureDrawing })[];
	thirds: {
		name: string;
		values: (number | null)[];
		lower: number;
		upper: number;
		thirds: number[];
	}[];
}

/** What tests/reference/image_properties.py wrote. */
const references = fixture<References>('image-properties.json');

describe('imageProperties', () => {
	it.each(references.images)('equals numpy and scipy: $name', ({ drawing, ...expected }) => {
		const found = imageProperties(drawExposure(drawing));
		expect(found.negative).toBe(expected.negative);
		expectClose(found.exposure, expected.exposure, 1e-9, 'exposure');
		expectClose(found.contrast, expected.contrast, 1e-9, 'contrast');
		expectClose(found.sharpness, expected.sharpness, 1e-6, 'sharpness');
	});

	it('is the same contrast and sharpness for a negative', () => {
		const image = drawExposure({ file: 'tests/fixtures/own-xray.png' });
		const turned = imageProperties(image.map((grey) => 255 - grey));
		const plain = imageProperties(image);
		expectClose(turned.contrast, plain.contrast, 1e-9);
		expectClose(turned.sharpness, plain.sharpness, 1e-6);
		expectClose(turned.exposure, 255 - plain.exposure, 1e-9);
	});

	it('is rounded to two decimals for the file', () => {
		const given = { exposure: 101.2345, contrast: 0.005, sharpness: 1e-9, negative: true };
		expect(roundedProperties(given)).toEqual({
			exposure: 101.23,
			contrast: 0.01,
			sharpness: 0,
			negative: true
		});
	});

	it('refuses other sizes', () => {
		expect(() => imageProperties(new Uint8Array(100))).toThrow(RangeError);
	});
});

describe('thirds', () => {
	it.each(references.thirds)('equal numpy and pandas: $name', ({ values, thirds, ...expected }) => {
		const known = values.map((value) => value ?? NaN);
		const bounds = thirdBounds(known)!;
		expectClose(bounds.lower, expected.lower, 1e-12, 'lower');
		expectClose(bounds.upper, expected.upper, 1e-12, 'upper');
		expect(known.map((value) => thirdOf(value, bounds))).toEqual(thirds);
	});

	it('have no bounds where nothing is known', () => {
		expect(thirdBounds([NaN])).toBeNull();
	});
});
