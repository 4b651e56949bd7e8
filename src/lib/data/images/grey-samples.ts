import type { GreyConversion } from '#lib/core/image/grey-conversion.ts';
import { sampleRange } from '#lib/core/image/sample-range.ts';
import { ImageError } from './image-error.ts';

/** A decoded picture: row-major `[height, width, channels]`, grey or RGB, with alpha last where there are two or four. */
export interface ImageSamples {
	width: number;
	height: number;
	channels: number;
	/** 0-255, or 0-65535 in a `Uint16Array`. */
	data: Uint8Array | Uint8ClampedArray | Uint16Array;
}

/**
 * 8-bit grey of a picture: luma (Rec. 601) of its colours, before black where it is transparent. Grey stays exactly as it is;
 * 16 bits are read by the range they use (`sampleRange`).
 * @returns `[height, width]`, with what it took
 */
export function greyOf(samples: ImageSamples): { pixels: Uint8Array; conversion: GreyConversion } {
	const { width, height, channels, data } = samples;
	const coloured = channels > 2;
	const opaque = channels % 2 === 1;
	const range = data instanceof Uint16Array ? sampleRange(data, channels) : null;
	const black = range?.black ?? 0;
	const scale = 255 / ((range?.white ?? 255) - black);
	const alphaScale = range ? 1 / 65535 : 1 / 255;
	const pixels = new Uint8Array(width * height);
	const level = (at: number) => Math.min(Math.max((data[at] - black) * scale, 0), 255);
	let colour = 0;
	let transparent = false;
	for (let i = 0; i < pixels.length; i++) {
		const at = i * channels;
		const alpha = opaque ? 1 : data[at + channels - 1] * alphaScale;
		if (alpha < 1) transparent = true;
		let grey = level(at);
		if (coloured && (data[at] !== data[at + 1] || data[at] !== data[at + 2])) {
			const red = grey;
			const green = level(at + 1);
			const blue = level(at + 2);
			grey = (299 * red + 587 * green + 114 * blue) / 1000;
			const difference = Math.max(red, green, blue) - Math.min(red, green, blue);
			colour = Math.max(colour, difference * alpha);
		}
		pixels[i] = Math.round(grey * alpha);
	}
	const plain = range?.black === 0 && range.white === 65535;
	return {
		pixels,
		conversion: { colour: Math.round(colour), transparent, range: plain ? null : range }
	};
}

/** Whether a picture shows nothing: all its pixels are the same. */
export function isOneGrey(pixels: Uint8Array): boolean {
	return pixels.every((grey) => grey === pixels[0]);
}

/** @throws ImageError where all pixels are the same */
export function requireGreys(pixels: Uint8Array, file: string): void {
	if (isOneGrey(pixels)) {
		throw new ImageError(
			`${file} shows nothing: all its pixels have the same grey (${pixels[0]}).`
		);
	}
}
