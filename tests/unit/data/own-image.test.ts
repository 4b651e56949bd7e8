import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { readOwnImage } from '#lib/data/images/own-image.ts';
import { resizeGrey } from '#lib/data/images/resize-grey.ts';

function png(width: number, height: number): Uint8Array {
	return encode({ width, height, channels: 1, data: new Uint8Array(width * height) });
}

describe('readOwnImage refuses in plain words', () => {
	const header = (width: number, height: number) => {
		const bytes = png(1, 1);
		const view = new DataView(bytes.buffer, bytes.byteOffset);
		view.setUint32(16, width);
		view.setUint32(20, height);
		return new Blob([bytes as BlobPart]);
	};
	it.each([
		['another kind of file', new Blob(['plain text']), /notes is not a PNG, JPEG or WebP image/],
		['an empty file', new Blob([]), /notes is empty/],
		['too many pixels', header(10_000, 5_000), /10000 x 5000 pixels.*at most 40 million/],
		['too few pixels', header(300, 63), /300 x 63 pixels, too few/],
		['too many bytes', { size: 60_000_000 } as Blob, /has 60 MB.*at most 50 MB/]
	])('%s', async (_, file, message) => {
		await expect(readOwnImage(file, 'notes')).rejects.toThrow(message);
	});
});

describe('resizeGrey', () => {
	it('keeps an image of the wanted size as it is', () => {
		const pixels = Uint8Array.from({ length: 16 }, (_, i) => i * 15);
		expect(resizeGrey({ pixels, width: 4, height: 4 }, 4)).toEqual(pixels);
	});

	it('takes the mean of the covered area, parts of pixels included', () => {
		const pixels = Uint8Array.of(0, 30, 90, 0, 30, 90, 0, 30, 90);
		// 3 -> 2: (0 + 30/2) / 1.5 = 10, (30/2 + 90) / 1.5 = 70
		expect([...resizeGrey({ pixels, width: 3, height: 3 }, 2)]).toEqual([10, 70, 10, 70]);
	});

	it('grows bilinearly between pixel centres', () => {
		const pixels = Uint8Array.of(0, 100, 0, 100);
		// tf.image.resize of [0, 100] to 4: 0, 25, 75, 100
		expect([...resizeGrey({ pixels, width: 2, height: 2 }, 4).slice(0, 4)]).toEqual([
			0, 25, 75, 100
		]);
	});

	it('keeps the mean when it shrinks', () => {
		const pixels = Uint8Array.from({ length: 300 * 300 }, (_, i) => (i * 37) % 256);
		const mean = (values: Uint8Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
		const small = resizeGrey({ pixels, width: 300, height: 300 }, 224);
		expect(mean(small)).toBeCloseTo(mean(pixels), 0);
	});
});
