import { decode, type DecodedPng } from 'fast-png';

/** 8-bit grey, row-major `[height, width]`. */
export interface GreyImage {
	pixels: Uint8Array;
	width: number;
	height: number;
}

/** Side of the images the networks read, in pixels. */
export const imageSize = 224;

/**
 * Decodes an image of a packed test set: a PNG of 224 x 224 pixels with 8 bits of grey.
 * @throws Error naming the file when it is none
 */
export function decodeKneePng(bytes: Uint8Array, file: string): Uint8Array {
	let png: DecodedPng;
	try {
		png = decode(bytes, { checkCrc: true });
	} catch (error) {
		throw new Error(`${file} cannot be read as a PNG image: ${(error as Error).message}`, {
			cause: error
		});
	}
	const { data, width, height, depth, channels, palette, transparency } = png;
	const isGrey = depth === 8 && channels === 1 && !palette && !transparency?.length;
	if (!isGrey || !(data instanceof Uint8Array)) {
		throw new Error(`${file} is not a grey PNG of 8 bits, as the images of a packed set are.`);
	}
	if (width !== imageSize || height !== imageSize) {
		throw new Error(
			`${file} is ${width} x ${height} pixels, those of a packed set are ${imageSize} x ${imageSize}.`
		);
	}
	return data;
}
