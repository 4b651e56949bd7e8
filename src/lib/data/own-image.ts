import { imageSize, type GreyImage } from './grey-png.ts';
import { readImageHeader } from './image-header.ts';
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
}

/** An image that is refused; the text is for the visitor. */
export class OwnImageError extends Error {
	override name = 'OwnImageError';
}

const largestFile = 50_000_000;
const largestArea = 40_000_000;
const smallestSide = 64;
/** Rows that are drawn at once, so that a large image does not need its whole area again. */
const stripRows = 256;

/**
 * Reads a PNG or JPEG in the browser: the square in its middle, as luma (Rec. 601), resized to 224 x 224.
 * Transparent parts count as black.
 * @throws OwnImageError in plain words when it is no such image, too large or too small.
 */
export async function readOwnImage(file: Blob, name = 'This file'): Promise<OwnImage> {
	if (file.size > largestFile) {
		throw new OwnImageError(
			`${name} has ${megabytes(file.size)} MB. Choose an image of at most ${megabytes(largestFile)} MB.`
		);
	}
	const header = readImageHeader(new Uint8Array(await file.arrayBuffer()));
	if (!header) {
		throw new OwnImageError(`${name} is not a PNG or JPEG image. Choose one of these two.`);
	}
	const { width, height } = header;
	if (width * height > largestArea) {
		throw new OwnImageError(
			`${name} has ${width} x ${height} pixels. Choose an image of at most ${largestArea / 1e6} million.`
		);
	}
	if (Math.min(width, height) < smallestSide) {
		throw new OwnImageError(
			`${name} has ${width} x ${height} pixels, too few to see a joint space. Choose one of at least ${smallestSide} x ${smallestSide}.`
		);
	}
	const square = await decodeSquare(file, name);
	return {
		pixels: resizeGrey(square.grey, imageSize),
		width: square.width,
		height: square.height,
		cropped: square.width !== square.height
	};
}

async function decodeSquare(
	file: Blob,
	name: string
): Promise<{ grey: GreyImage; width: number; height: number }> {
	let bitmap: ImageBitmap;
	try {
		bitmap = await createImageBitmap(file, { colorSpaceConversion: 'none' });
	} catch (cause) {
		throw new OwnImageError(`${name} is damaged: the browser cannot decode it.`, { cause });
	}
	try {
		const { width, height } = bitmap;
		return { grey: greySquare(bitmap), width, height };
	} finally {
		bitmap.close();
	}
}

function greySquare(bitmap: ImageBitmap): GreyImage {
	const side = Math.min(bitmap.width, bitmap.height);
	const left = Math.floor((bitmap.width - side) / 2);
	const top = Math.floor((bitmap.height - side) / 2);
	const canvas = new OffscreenCanvas(side, Math.min(side, stripRows));
	const context = canvas.getContext('2d', { willReadFrequently: true });
	if (!context) throw new Error('This browser gives no canvas to read the image with.');
	const pixels = new Uint8Array(side * side);
	for (let y = 0; y < side; y += stripRows) {
		const rows = Math.min(stripRows, side - y);
		context.fillStyle = 'black';
		context.fillRect(0, 0, side, rows);
		context.drawImage(bitmap, left, top + y, side, rows, 0, 0, side, rows);
		pixels.set(luma(context.getImageData(0, 0, side, rows).data), y * side);
	}
	return { pixels, width: side, height: side };
}

/** 8-bit luma of RGBA bytes (Rec. 601); grey stays exactly as it is. */
export function luma(rgba: Uint8ClampedArray): Uint8Array {
	const grey = new Uint8Array(rgba.length / 4);
	for (let i = 0; i < grey.length; i++) {
		const at = 4 * i;
		grey[i] = Math.round((299 * rgba[at] + 587 * rgba[at + 1] + 114 * rgba[at + 2]) / 1000);
	}
	return grey;
}

function megabytes(bytes: number): number {
	return Math.round(bytes / 1e5) / 10;
}
