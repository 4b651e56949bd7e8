import { decode, type DecodedPng } from 'fast-png';
import type { ImageSamples } from './grey-samples.ts';
import { ImageError } from './image-error.ts';

/** Where a PNG says how many bits a sample has. */
const depthOffset = 24;

/** Whether a PNG has 16 bits a sample, of which a browser's canvas keeps eight. */
export function isWidePng(bytes: Uint8Array): boolean {
	return bytes[depthOffset] === 16;
}

/**
 * Decodes a PNG of 16 bits a sample.
 * @param file What to call it in errors.
 * @throws ImageError when it is damaged
 */
export function decodeWidePng(bytes: Uint8Array, file: string): ImageSamples {
	let png: DecodedPng;
	try {
		png = decode(bytes, { checkCrc: true });
	} catch (error) {
		throw new ImageError(
			`${file} is damaged: it cannot be read as a PNG image (${(error as Error).message}).`,
			{ cause: error }
		);
	}
	const { transparency, width, height, channels, data } = png;
	return transparency?.length
		? withTransparentColour(png, transparency)
		: { width, height, channels, data };
}

/** Adds alpha where one colour counts as transparent (PNG, 11.3.2.1). */
function withTransparentColour(
	{ width, height, channels, data }: DecodedPng,
	transparency: Uint16Array
): ImageSamples {
	const pixels = width * height;
	const added = new Uint16Array(pixels * (channels + 1));
	for (let i = 0; i < pixels; i++) {
		const colour = data.subarray(i * channels, (i + 1) * channels);
		const clear = colour.every((value, channel) => value === transparency[channel]);
		added.set(colour, i * (channels + 1));
		added[i * (channels + 1) + channels] = clear ? 0 : 65535;
	}
	return { width, height, channels: channels + 1, data: added };
}
