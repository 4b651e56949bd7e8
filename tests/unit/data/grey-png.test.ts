import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeKneePng } from '#lib/data/images/grey-png.ts';

const grey = (width: number, height: number) =>
	encode({
		width,
		height,
		channels: 1,
		data: Uint8Array.from({ length: width * height }, (_, i) => (i * 7) % 256)
	});

describe('decodeKneePng', () => {
	it('gives the grey values as they are', () => {
		const pixels = decodeKneePng(grey(224, 224), '1L.png');
		expect(pixels.every((value, i) => value === (i * 7) % 256)).toBe(true);
	});

	it.each<[string, () => Uint8Array, RegExp]>([
		['another size', () => grey(299, 299), /1L\.png is 299 x 299 pixels/],
		['a picture that is not square', () => grey(224, 200), /1L\.png is 224 x 200 pixels/],
		[
			'colour',
			() => encode({ width: 224, height: 224, channels: 3, data: new Uint8Array(3 * 224 * 224) }),
			/1L\.png is not a grey PNG of 8 bits/
		],
		[
			'16 bits',
			() =>
				encode({
					width: 224,
					height: 224,
					channels: 1,
					depth: 16,
					data: new Uint16Array(224 * 224)
				}),
			/1L\.png is not a grey PNG of 8 bits/
		],
		['no PNG', () => Uint8Array.of(1, 2, 3), /1L\.png cannot be read as a PNG image/],
		[
			'a damaged file',
			() => {
				const png = grey(224, 224);
				png[50] ^= 0xff;
				return png;
			},
			/1L\.png cannot be read as a PNG image/
		]
	])('refuses %s', (_, png, message) => {
		expect(() => decodeKneePng(png(), '1L.png')).toThrow(message);
	});
});
