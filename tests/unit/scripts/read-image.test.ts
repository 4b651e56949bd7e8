import { expect, it } from 'vitest';
import { readImageHeader } from '#lib/data/images/image-header.ts';
import { readImage } from '../../../scripts/testset/read-image.ts';
import { expectedGrey, imageFile, largestDifference } from '../data/image-fixtures.ts';

const read = (name: string) => {
	const bytes = imageFile(name);
	return readImage(bytes, readImageHeader(bytes, name).kind, name);
};

it.each([
	['grey8.png', 0],
	['grey8-in-16.png', 0],
	['grey12-in-16.png', 0],
	['grey12-fine.png', 0],
	['grey-opaque.png', 0],
	['grey-transparent.png', 0],
	['grey-one-clear.png', 0],
	['grey-1-bit.png', 0],
	['palette.png', 0],
	['palette-1-bit.png', 0],
	['palette-2-bit.png', 0],
	['palette-4-bit.png', 0],
	['rgb.png', 0],
	['rgb-nearly-grey.png', 1],
	['rgb-tint.png', 1],
	['rgb-transparent.webp', 0],
	['lossless.webp', 0],
	['lossy.WEBP', 1],
	['grey.jpg', 1],
	['rgb.JPEG', 1],
	['progressive.jfif', 1],
	['turned.jpg', 1],
	['cmyk.jpg', 1]
])('%s is read as Pillow reads it, to %i levels', async (name, tolerance) => {
	const { pixels, width, height } = await read(name);
	expect([width, height]).toEqual([96, 96]);
	expect(largestDifference(pixels, expectedGrey(name))).toBeLessThanOrEqual(tolerance);
});

it('says what it took to make grey of them', async () => {
	const plain = { colour: 0, transparent: false, range: null };
	expect((await read('grey8.png')).conversion).toEqual(plain);
	expect((await read('grey.jpg')).conversion).toEqual(plain);
	expect((await read('rgb-nearly-grey.png')).conversion).toEqual({ ...plain, colour: 1 });
	expect((await read('grey-transparent.png')).conversion).toEqual({ ...plain, transparent: true });
	expect((await read('grey12-in-16.png')).conversion.range).toMatchObject({ white: 4080 });
});

it.each([
	['cut.png', /^cut\.png is damaged: it cannot be read as a PNG image/],
	['cut.jpg', /^cut\.jpg is damaged: it cannot be read as a JPEG image/],
	['cut.webp', /^cut\.webp is damaged: it cannot be read as a WebP image/]
])('%s is refused', async (name, message) => {
	await expect(read(name)).rejects.toThrow(message);
});

it('a flipped bit is refused', async () => {
	const bytes = imageFile('grey8.png');
	bytes[bytes.length - 30] ^= 1;
	await expect(readImage(bytes, 'PNG', 'a.png')).rejects.toThrow(/^a\.png is damaged/);
});
