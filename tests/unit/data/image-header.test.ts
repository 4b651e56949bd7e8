import { describe, expect, it } from 'vitest';
import { readImageHeader } from '#lib/data/images/image-header.ts';
import { imageFile } from './image-fixtures.ts';

const text = (words: string) => new TextEncoder().encode(words.padEnd(80));

describe('readImageHeader', () => {
	it.each([
		['grey12-in-16.png', 'PNG'],
		['jpeg-called.png', 'JPEG'],
		['progressive.jfif', 'JPEG'],
		['turned.jpg', 'JPEG'],
		['cmyk.jpg', 'JPEG'],
		['lossless.webp', 'WebP'],
		['lossy.WEBP', 'WebP'],
		['rgb-transparent.webp', 'WebP']
	])('knows %s as %s, by its content', (name, kind) => {
		expect(readImageHeader(imageFile(name), name)).toEqual({ kind, width: 96, height: 96 });
	});

	it.each<[string, Uint8Array, RegExp]>([
		['an empty file', new Uint8Array(), /^x\.png is empty/],
		['text', text('plain text'), /^x\.png is not a PNG, JPEG or WebP image/],
		['a few bytes', Uint8Array.of(1), /^x\.png is not a PNG, JPEG or WebP image/],
		['TIFF', imageFile('knee.tiff'), /is a TIFF image\. Save it as PNG first/],
		['GIF', imageFile('knee.gif'), /is a GIF image\. Save it as PNG first/],
		[
			'SVG',
			text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'),
			/is an SVG image/
		],
		['PDF', text('%PDF-1.7'), /is a PDF document/],
		['a web page', text('<!DOCTYPE html><html>'), /is a web page/],
		['a pointer', text('version https://git-lfs.github.com/spec/v1'), /git lfs pull/],
		[
			'a PNG cut in its head',
			imageFile('grey8.png').subarray(0, 14),
			/is damaged: it begins as a PNG/
		],
		[
			'a JPEG cut in its head',
			imageFile('grey.jpg').subarray(0, 30),
			/is damaged: it begins as a JPEG/
		],
		[
			'a WebP cut in its head',
			imageFile('lossy.WEBP').subarray(0, 16),
			/is damaged: it begins as a WebP/
		]
	])('refuses %s and says what to do', (_, bytes, message) => {
		expect(() => readImageHeader(bytes, 'x.png')).toThrow(message);
	});

	it('refuses DICOM in its own words', () => {
		const dicom = new Uint8Array(400);
		dicom.set(text('DICM'), 128);
		expect(() => readImageHeader(dicom, 'knee.dcm')).toThrow(
			/^knee\.dcm is a DICOM file, which is not supported\. .*export it as PNG\.$/
		);
	});
});
