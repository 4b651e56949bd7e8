import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { resizeGrey } from '#lib/data/images/resize-grey.ts';
import { readOwnImage } from '#lib/data/images/own-image.ts';

const urls = import.meta.glob<string>('../../fixtures/images/**/*', {
	query: '?url',
	import: 'default',
	eager: true
});

async function file(name: string): Promise<Blob> {
	return (await fetch(urls[`../../fixtures/images/${name}`])).blob();
}

/** The grey values that Pillow reads, resized as the page does. */
async function expected(name: string): Promise<Uint8Array> {
	const own = `expected/${name}.png`;
	const source = `../../fixtures/images/${own}` in urls ? own : 'grey8.png';
	const { data } = decode(await (await file(source)).arrayBuffer());
	return resizeGrey({ pixels: Uint8Array.from(data), width: 96, height: 96 }, 224);
}

const levels = (a: Uint8Array, b: Uint8Array) =>
	a.reduce((worst, grey, i) => Math.max(worst, Math.abs(grey - b[i])), 0);

it.each([
	['grey8.png', 0],
	['grey8-in-16.png', 0],
	['grey10-in-16.png', 0],
	['grey12-in-16.png', 0],
	['grey12-fine.png', 0],
	['grey14-in-16.png', 0],
	['grey16.png', 0],
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
	['lossy.WEBP', 2],
	['grey.jpg', 1],
	['rgb.JPEG', 1],
	['progressive.jfif', 1],
	['turned.jpg', 1],
	['jpeg-called.png', 14],
	['cmyk.jpg', 2]
])('%s is read as Pillow reads it, to %i levels', async (name, tolerance) => {
	const { pixels, cropped } = await readOwnImage(await file(name), name);
	expect(levels(pixels, await expected(name))).toBeLessThanOrEqual(tolerance);
	expect(cropped).toBe(false);
});

it('says what it took to make grey of them', async () => {
	const conversionOf = async (name: string) =>
		(await readOwnImage(await file(name), name)).conversion;
	expect(await conversionOf('grey8.png')).toEqual({ colour: 0, transparent: false, range: null });
	expect(await conversionOf('grey12-in-16.png')).toMatchObject({
		range: { black: 0, white: 4080 }
	});
	expect(await conversionOf('grey-transparent.png')).toMatchObject({ transparent: true });
	expect(await conversionOf('rgb-nearly-grey.png')).toMatchObject({ colour: 1 });
	expect(await conversionOf('rgb-colour.png')).toMatchObject({ colour: 170 });
});

it.each([
	['cut.png', /^cut\.png is damaged/],
	['cut.webp', /^cut\.webp is damaged/],
	['one-grey.png', /^one-grey\.png shows nothing/],
	['knee.tiff', /^knee\.tiff is a TIFF image/]
])('%s is refused in a sentence', async (name, message) => {
	await expect(readOwnImage(await file(name), name)).rejects.toThrow(message);
});
