import { encode } from 'fast-png';
import { expect, it } from 'vitest';
import { readOwnImage } from '#lib/data/images/own-image.ts';

function png(width: number, height: number, value: (x: number, y: number) => number): Blob {
	const data = Uint8Array.from({ length: width * height }, (_, i) =>
		value(i % width, Math.floor(i / width))
	);
	return new Blob([encode({ width, height, channels: 1, data }) as BlobPart]);
}

it('reads a grey PNG of the networks’ size exactly as it is', async () => {
	const value = (x: number, y: number) => (x * 7 + y * 13) % 256;
	const { pixels, cropped } = await readOwnImage(png(224, 224, value));
	expect(cropped).toBe(false);
	expect(pixels.every((grey, i) => grey === value(i % 224, Math.floor(i / 224)))).toBe(true);
});

it('cuts the square out of the middle and takes the mean of what each pixel covers', async () => {
	const value = (x: number) => (x < 100 || x >= 548 ? 255 : x % 2 ? 40 : 20);
	const { pixels, width, height, cropped } = await readOwnImage(png(648, 448, value));
	expect([width, height, cropped]).toEqual([648, 448, true]);
	expect(pixels.every((grey) => grey === 30)).toBe(true);
});

it('reads more rows than it draws at once, and JPEG', async () => {
	const canvas = new OffscreenCanvas(700, 700);
	const context = canvas.getContext('2d')!;
	context.fillStyle = 'rgb(60,60,60)';
	context.fillRect(0, 0, 700, 350);
	context.fillStyle = 'rgb(180,180,180)';
	context.fillRect(0, 350, 700, 350);
	const { pixels } = await readOwnImage(
		await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 })
	);
	expect(Math.abs(pixels[50 * 224 + 100] - 60)).toBeLessThan(3);
	expect(Math.abs(pixels[200 * 224 + 100] - 180)).toBeLessThan(3);
});

it('refuses a file that is cut short', async () => {
	const whole = png(300, 300, (x) => x % 256);
	await expect(readOwnImage(whole.slice(0, 200), 'cut.png')).rejects.toThrow(
		/^cut\.png is damaged/
	);
});
