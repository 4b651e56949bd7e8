import { describe, expect, it } from 'vitest';
import { inputScaling, parsePreprocessing } from '#lib/core/image/preprocessing.ts';

const of = (text: string, channels = 3) => inputScaling(parsePreprocessing(text)!, channels);

/** What a grey value becomes in each channel. */
const applied = (text: string, grey: number, channels = 3) => {
	const { divisor, offset } = of(text, channels);
	return divisor.map((by, c) => grey / by + offset[c]);
};

describe('a preprocessing', () => {
	// Values of keras.applications.imagenet_utils.preprocess_input for grey 0, 100 and 255.
	it.each([
		['tf', [-1, -0.21568627, 1]],
		['0-1', [0, 0.39215686, 1]],
		['none', [0, 100, 255]],
		['scale=1/255', [0, 0.39215686, 1]],
		['scale=1/127.5:offset=-1', [-1, -0.21568627, 1]],
		['scale=2:offset=0.5', [0.5, 200.5, 510.5]]
	])('%s scales all channels alike', (text, expected) => {
		[0, 100, 255].forEach((grey, i) => {
			for (const value of applied(text, grey)) expect(value).toBeCloseTo(expected[i], 6);
		});
		expect(applied(text, 100, 1)).toHaveLength(1);
	});

	it('torch and caffe take the means of ImageNet off each channel', () => {
		const torch = applied('torch', 100);
		[-0.40542855, -0.28501401, -0.06152505].forEach((value, c) =>
			expect(torch[c]).toBeCloseTo(value, 6)
		);
		const caffe = applied('caffe', 100);
		[-3.939, -16.779, -23.68].forEach((value, c) => expect(caffe[c]).toBeCloseTo(value, 6));
		expect(() => of('torch', 1)).toThrow(/"torch" is for images with 3 channels/);
	});

	it('has one spelling', () => {
		expect(parsePreprocessing('scale=1/4')).toBe('scale=0.25:offset=0');
		expect(parsePreprocessing('scale=0.25:offset=0')).toBe('scale=0.25:offset=0');
		expect(parsePreprocessing('scale=1, 2,3:offset=-1')).toBe('scale=1,2,3:offset=-1');
		expect(applied('scale=1,2,4:offset=-1', 8)).toEqual([7, 15, 31]);
	});

	it.each([
		'TF',
		'',
		'scale=0',
		'scale=1/0',
		'scale=a',
		'scale=1,2',
		'scale=1:offset=',
		'scale=1/2/3',
		'offset=1',
		'scale=1e999'
	])('is not %j', (text) => {
		expect(parsePreprocessing(text)).toBeNull();
	});
});
