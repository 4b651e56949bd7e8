import type { GreyConversion } from '#lib/core/image/grey-conversion.ts';
import { imageSize, type GreyImage } from './grey-png.ts';
import { greyOf, requireGreys } from './grey-samples.ts';
import { ImageError } from './image-error.ts';
import { readImageHeader } from './image-header.ts';
import { decodeWidePng, isWidePng } from './png-samples.ts';
import { resizeGrey } from './resize-grey.ts';

/** A visitor's image as the networks read it, and the size it came in. */
export interface OwnImage {
	/** `[224, 224]` */
	pixels: Uint8Array;
	/** Of the file, before the crop. */
	width: number;
	height: number;
	/** Whether anything was cut off to make it square. */
	cropped: boolean;
	conversion: GreyConversion;
}

interface DecodedSquare {
	grey: GreyImage;
	/** Of the whole picture. */
	width: number;
	height: number;
	conversion: GreyConversion;
}

const largestFile = 50_000_000;
const largestArea = 40_000_000;
const smallestSide = 64;
/** Rows that are drawn at once, so that a large image does not need its whole area again. */
const stripRows = 256;

/**
 * Reads a PNG, JPEG or WebP in the browser: the square in its middle, as grey (`greyOf`), resized to 224 x 224.
 * @throws ImageError in plain words when it is no such image, too large, too small or of one grey.
 */
export async function readOwnImage(file: Blob, name = 'This file'): Promise<OwnImage> {
	if (file.size > largestFile) {
		throw new ImageError(
			`${name} has ${megabytes(file.size)} MB. Choose an image of at most ${megabytes(largestFile)} MB.`
		);
	}
	const bytes = new Uint8Array(await file.arrayBuffer());
	const { kind, width, height } = readImageHeader(bytes, name);
	if (width * height > largestArea) {
		throw new ImageError(
			`${name} has ${width} x ${height} pixels. Choose an image of at most ${largestArea / 1e6} million.`
		);
	}
	if (Math.min(width, height) < smallestSide) {
		throw new ImageError(
			`${name} has ${width} x ${height} pixels, too few to see a joint space. Choose one of at least ${smallestSide} x ${smallestSide}.`
		);
	}
	const square =
		kind === 'PNG' && isWidePng(bytes)
			? decodeWideSquare(bytes, name)
			: await decodeSquare(file, name);
	requireGreys(square.grey.pixels, name);
	return {
		pixels: resizeGrey(square.grey, imageSize),
		width: square.width,
		height: square.height,
		cropped: square.width !== square.height,
		conversion: square.conversion
	};
}

/** A PNG of 16 bits, of which a browser's canvas would keep eight. */
function decodeWideSquare(bytes: Uint8Array, name: string): DecodedSquare {
	const samples = decodeWidePng(bytes, name);
	const { width, height } = samples;
	const { pixels, conversion } = greyOf(samples);
	const { side, left, top } = middleSquare(width, height);
	const square = new Uint8Array(side * side);
	for (let y = 0; y < side; y++) {
		const start = (top + y) * width + left;
		square.set(pixels.subarray(start, start + side), y * side);
	}
	return { grey: { pixels: square, width: side, height: side }, width, height, conversion };
}

async function decodeSquare(file: Blob, name: string): Promise<DecodedSquare> {
	let bitmap: ImageBitmap;
	try {
		bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
	} catch (cause) {
		throw new ImageError(`${name} is damaged: the browser cannot decode it.`, { cause });
	}
	try {
		const { width, height } = bitmap;
		return { ...greySquare(bitmap), width, height };
	} finally {
		bitmap.close();
	}
}

function greySquare(bitmap: ImageBitmap): Pick<DecodedSquare, 'grey' | 'conversion'> {
	const { side, left, top } = middleSquare(bitmap.width, bitmap.height);
	const canvas = new OffscreenCanvas(side, Math.min(side, stripRows));
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('This browser provides no canvas to read the image with.');
	const pixels = new Uint8Array(side * side);
	const whole: GreyConversion = { colour: 0, transparent: false, range: null };
	for (let y = 0; y < side; y += stripRows) {
		const rows = Math.min(stripRows, side - y);
		context.clearRect(0, 0, side, rows);
		context.drawImage(bitmap, left, top + y, side, rows, 0, 0, side, rows);
		const { data } = context.getImageData(0, 0, side, rows);
		const strip = greyOf({ width: side, height: rows, channels: 4, data });
		pixels.set(strip.pixels, y * side);
		whole.colour = Math.max(whole.colour, strip.conversion.colour);
		whole.transparent ||= strip.conversion.transparent;
	}
	return { grey: { pixels, width: side, height: side }, conversion: whole };
}

function middleSquare(width: number, height: number) {
	const side = Math.min(width, height);
	return { side, left: Math.floor((width - side) / 2), top: Math.floor((height - side) / 2) };
}

function megabytes(bytes: number): number {
	return Math.round(bytes / 1e5) / 10;
}
