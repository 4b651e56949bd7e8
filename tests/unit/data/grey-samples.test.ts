import { crc32 } from 'node:zlib';
import { decode, encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { greyOf, requireGreys } from '#lib/data/images/grey-samples.ts';
import { decodeWidePng } from '#lib/data/images/png-samples.ts';
import { expectedGrey, imageFile, largestDifference } from './image-fixtures.ts';

const read = (name: string) => greyOf(decodeWidePng(imageFile(name), name));

/** Of one pixel each, 8 bits. */
const ofColours = (channels: number, ...data: number[]) =>
	greyOf({ width: data.length / channels, height: 1, channels, data: Uint8Array.from(data) });

describe('grey of a PNG', () => {
	it.each([
		'grey8-in-16.png',
		'grey8-shifted.png',
		'grey10-in-16.png',
		'grey12-in-16.png',
		'grey12-fine.png',
		'grey14-in-16.png',
		'grey16.png'
	])('%s is read exactly', (name) => {
		expect(read(name).pixels).toEqual(expectedGrey(name));
	});

	it('is luma (Rec. 601); equal channels stay as they are', () => {
		const { pixels, conversion } = ofColours(3, 255, 0, 0, 0, 255, 0, 0, 0, 255, 7, 7, 7);
		expect([...pixels]).toEqual([76, 150, 29, 7]);
		expect(conversion).toEqual({ colour: 255, transparent: false, range: null });
		const greys = Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.floor(i / 3));
		const kept = greyOf({ width: 256, height: 1, channels: 3, data: greys });
		expect([...kept.pixels]).toEqual(Array.from({ length: 256 }, (_, i) => i));
		expect(kept.conversion.colour).toBe(0);
	});

	it('tells by how much channels differ', () => {
		expect(ofColours(3, 9, 9, 9, 99, 100, 101).conversion.colour).toBe(2);
	});

	it.each([
		['grey8-in-16.png', 0, 255],
		['grey10-in-16.png', 0, 1020],
		['grey12-in-16.png', 0, 4080],
		['grey12-fine.png', 0, 4095],
		['grey14-in-16.png', 0, 16320],
		['grey8-shifted.png', 0, 65280]
	])('%s says from which values to which', (name, black, white) => {
		const { data } = decode(imageFile(name));
		const range = { black, white, lowest: Math.min(...data), highest: Math.max(...data) };
		expect(read(name).conversion.range).toEqual(range);
	});

	it('says nothing where 16 bits are used whole', () => {
		expect(read('grey16.png').conversion.range).toBeNull();
	});

	it('is seen before black where it is transparent, and says so', () => {
		const { pixels, conversion } = ofColours(2, 200, 255, 200, 0, 200, 51);
		expect([...pixels]).toEqual([200, 0, 40]);
		expect(conversion.transparent).toBe(true);
		expect(ofColours(4, 1, 2, 3, 255).conversion.transparent).toBe(false);
	});

	it('takes one colour of 16 bits as transparent where the file says so', () => {
		const data = Uint16Array.of(0x0a0a, 0x1414, 0x1e1e);
		const png = encode({ width: 3, height: 1, channels: 1, depth: 16, data });
		// After the header, whose 13 bytes end at 33: length, tRNS, the value 0x1414, its CRC-32.
		const chunk = [0, 0, 0, 2, 0x74, 0x52, 0x4e, 0x53, 0x14, 0x14, 0, 0, 0, 0];
		const whole = Uint8Array.of(...png.subarray(0, 33), ...chunk, ...png.subarray(33));
		new DataView(whole.buffer).setUint32(43, crc32(whole.subarray(37, 43)));
		expect([...greyOf(decodeWidePng(whole, 'a.png')).pixels]).toEqual([10, 0, 30]);
	});

	it('stretches values far from zero over all greys, padding left out', () => {
		const { pixels, conversion } = read('negative-far-window.png');
		const knee = expectedGrey('grey8.png').subarray(4 * 96);
		const darkest = Math.min(...knee);
		const brightest = Math.max(...knee);
		const stretched = knee.map((grey) => 255 * ((brightest - grey) / (brightest - darkest)));
		expect(largestDifference(pixels.subarray(4 * 96), stretched)).toBeLessThanOrEqual(1);
		expect(pixels.subarray(0, 4 * 96).every((grey) => grey === 0)).toBe(true);
		expect(conversion.range).toMatchObject({
			black: 31000 + (255 - brightest) * 13,
			white: 31000 + (255 - darkest) * 13,
			lowest: 0
		});
	});

	it('a marker as bright as can be does not darken the knee', () => {
		const { pixels } = read('grey12-marker.png');
		const knee = expectedGrey('grey8.png');
		const marked = (i: number) => i % 96 >= 2 && i % 96 < 10 && i >= 2 * 96 && i < 10 * 96;
		expect(pixels.every((grey, i) => grey === (marked(i) ? 255 : knee[i]))).toBe(true);
	});

	it('a smoothed marker of several values does not darken the knee either', () => {
		const knee = Array.from({ length: 2000 }, (_, i) => 500 + ((i * 7) % 3401));
		const data = Uint16Array.of(...knee, 65000, 65535);
		const { pixels, conversion } = greyOf({ width: 2002, height: 1, channels: 1, data });
		expect(conversion.range).toEqual({ black: 0, white: 4095, lowest: 500, highest: 65535 });
		const expected = knee.map((value) => Math.round((255 * value) / 4095));
		expect([...pixels]).toEqual([...expected, 255, 255]);
	});

	it('reads interlaced files', () => {
		const data = Uint16Array.from({ length: 13 * 9 }, (_, i) => (i * 6553) % 65536);
		const image = { width: 13, height: 9, channels: 1, depth: 16, data } as const;
		const plain = Uint8Array.from(data, (value) => Math.round(value / 257));
		expect(greyOf(decodeWidePng(encode(image, { interlace: 'Adam7' }), 'a')).pixels).toEqual(plain);
	});

	it('takes one range for all channels of 16 bits, and none of alpha', () => {
		const wide = Uint16Array.of(1000, 1000, 1000, 65535, 4001, 4001, 4001, 65535, 10, 10, 10, 0);
		const { pixels, conversion } = greyOf({ width: 3, height: 1, channels: 4, data: wide });
		expect([...pixels]).toEqual([62, 249, 0]);
		expect(conversion.range).toEqual({ black: 0, white: 4095, lowest: 10, highest: 4001 });
	});
});

describe('what is refused', () => {
	it.each([
		['a file cut short', (bytes: Uint8Array) => bytes.subarray(0, 3000)],
		['a flipped bit', (bytes: Uint8Array) => bytes.with(bytes.length - 30, 1)]
	])('%s', (_, damage) => {
		expect(() => decodeWidePng(damage(imageFile('grey16.png')), 'a.png')).toThrow(
			/^a\.png is damaged: it cannot be read as a PNG image/
		);
	});

	it('a picture of one grey', () => {
		expect(() => requireGreys(new Uint8Array(9).fill(77), 'one.png')).toThrow(
			/^one\.png shows nothing: all its pixels have the same grey \(77\)/
		);
	});
});
