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
 * Decodes a PNG that shows grey: grey, grey with opaque alpha, a grey palette or equal channels, of 1 to 16
 * bits. 16 bits are scaled to 8 by rounding v / 257.
 * @throws Error naming the file when it is no PNG, is coloured or has transparent pixels.
 */
export function decodeGreyPng(bytes: Uint8Array, file: string): GreyImage {
	let png: DecodedPng;
	try {
		png = decode(bytes, { checkCrc: true });
	} catch (error) {
		throw new Error(`${file} cannot be read as a PNG image: ${(error as Error).message}`, {
			cause: error
		});
	}
	const { width, height } = png;
	if (png.transparency?.length)
		throw new Error(`${file} has transparent pixels. Flatten it first.`);
	if (png.data instanceof Uint8Array && png.depth === 8 && png.channels === 1 && !png.palette) {
		return { pixels: png.data, width, height };
	}
	const sample = sampler(png);
	const pixels = new Uint8Array(width * height);
	for (let i = 0; i < pixels.length; i++) {
		const [red, green, blue, alpha] = sample(i);
		if (red !== green || red !== blue) {
			throw new Error(
				`${file} is a colour image (pixel ${i % width}, ${Math.floor(i / width)} is not grey). Convert it to grey first.`
			);
		}
		if (alpha !== 255) throw new Error(`${file} has transparent pixels. Flatten it first.`);
		pixels[i] = red;
	}
	return { pixels, width, height };
}

/**
 * As `decodeGreyPng`, for images of the networks' input size.
 * @throws Error naming the file also when it is not 224 x 224.
 */
export function decodeKneePng(bytes: Uint8Array, file: string): Uint8Array {
	const { pixels, width, height } = decodeGreyPng(bytes, file);
	if (width !== height) {
		throw new Error(
			`${file} is ${width} x ${height} pixels, not square. Crop the knee to a square of ${imageSize} x ${imageSize}.`
		);
	}
	if (width !== imageSize) {
		throw new Error(
			`${file} is ${width} x ${height} pixels, the networks read ${imageSize} x ${imageSize}. Resize all images first, e.g. mogrify -resize ${imageSize}x${imageSize} *.png`
		);
	}
	return pixels;
}

type Sample = readonly [red: number, green: number, blue: number, alpha: number];

/** Gives pixel `i` as 8-bit red, green, blue and alpha. */
function sampler(png: DecodedPng): (i: number) => Sample {
	const { data, channels, depth, palette } = png;
	if (palette) {
		const index = depth < 8 ? unpackBits(png) : data;
		return (i) => {
			const [red, green, blue, alpha = 255] = palette[index[i]];
			return [red, green, blue, alpha];
		};
	}
	const levels = depth < 8 ? unpackBits(png) : data;
	const scale = 255 / (2 ** depth - 1);
	const level = (i: number) => Math.round(levels[i] * scale);
	if (channels <= 2) {
		return (i) => {
			const grey = level(i * channels);
			return [grey, grey, grey, channels === 2 ? level(i * 2 + 1) : 255];
		};
	}
	return (i) => [
		level(i * channels),
		level(i * channels + 1),
		level(i * channels + 2),
		channels === 4 ? level(i * 4 + 3) : 255
	];
}

/** One value a pixel from rows of packed 1, 2 or 4-bit samples, each row starting on a byte. */
function unpackBits({ data, width, height, depth }: DecodedPng): Uint8Array {
	const perByte = 8 / depth;
	const rowBytes = Math.ceil(width / perByte);
	const values = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const byte = data[y * rowBytes + Math.floor(x / perByte)];
			const shift = 8 - depth * ((x % perByte) + 1);
			values[y * width + x] = (byte >> shift) & (2 ** depth - 1);
		}
	}
	return values;
}
