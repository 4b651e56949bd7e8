import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeGreyPng, decodeKneePng } from '#lib/data/grey-png.ts';

describe('decodeGreyPng', () => {
	it('gives 8-bit grey as it is', () => {
		const data = Uint8Array.of(0, 1, 128, 254, 255, 7);
		const png = encode({ width: 3, height: 2, channels: 1, data });
		expect(decodeGreyPng(png, 'a.png')).toEqual({ pixels: data, width: 3, height: 2 });
	});

	it('scales 16 bits to 8', () => {
		const data = Uint16Array.of(0, 65535, 257 * 100, 257 * 100 + 128, 257 * 100 + 129);
		const png = encode({ width: 5, height: 1, channels: 1, depth: 16, data });
		expect([...decodeGreyPng(png, 'a.png').pixels]).toEqual([0, 255, 100, 100, 101]);
	});

	it('unpacks 1-bit rows that do not end on a byte', () => {
		const data = Uint8Array.of(0b10100000, 0b01000000);
		const png = encode({ width: 3, height: 2, channels: 1, depth: 1, data });
		expect([...decodeGreyPng(png, 'a.png').pixels]).toEqual([255, 0, 255, 0, 255, 0]);
	});

	it('takes equal channels and a grey palette as grey', () => {
		const rgb = encode({
			width: 2,
			height: 1,
			channels: 3,
			data: Uint8Array.of(9, 9, 9, 200, 200, 200)
		});
		expect([...decodeGreyPng(rgb, 'a.png').pixels]).toEqual([9, 200]);
		const palette = encode({
			width: 2,
			height: 1,
			channels: 1,
			data: Uint8Array.of(1, 0),
			palette: [
				[10, 10, 10],
				[60, 60, 60]
			]
		});
		expect([...decodeGreyPng(palette, 'a.png').pixels]).toEqual([60, 10]);
	});

	it('refuses colour, transparency and what is no PNG, naming the file', () => {
		const colour = encode({
			width: 2,
			height: 1,
			channels: 3,
			data: Uint8Array.of(9, 9, 9, 1, 2, 3)
		});
		expect(() => decodeGreyPng(colour, 'x/1L.png')).toThrow(
			/x\/1L\.png is a colour image \(pixel 1, 0/
		);
		const clear = encode({ width: 1, height: 1, channels: 4, data: Uint8Array.of(9, 9, 9, 0) });
		expect(() => decodeGreyPng(clear, 'x/1L.png')).toThrow(/x\/1L\.png has transparent pixels/);
		expect(() => decodeGreyPng(Uint8Array.of(1, 2, 3), 'x/1L.png')).toThrow(
			/x\/1L\.png cannot be read as a PNG image/
		);
	});

	it('refuses a damaged file instead of showing noise', () => {
		const png = encode({ width: 40, height: 40, channels: 1, data: new Uint8Array(1600).fill(77) });
		png[50] ^= 0xff;
		expect(() => decodeGreyPng(png, '1L.png')).toThrow(/1L\.png cannot be read as a PNG image/);
	});
});

describe('decodeKneePng', () => {
	it.each([
		[224, 200, /is 224 x 200 pixels, not square/],
		[299, 299, /is 299 x 299 pixels, the networks read 224 x 224/]
	])('refuses %i x %i', (width, height, message) => {
		const png = encode({ width, height, channels: 1, data: new Uint8Array(width * height) });
		expect(() => decodeKneePng(png, '1L.png')).toThrow(message);
	});
});
