import { imageSize } from 'image-size';
import { ImageError } from './image-error.ts';

export type ImageKind = 'PNG' | 'JPEG' | 'WebP';

export interface ImageHeader {
	kind: ImageKind;
	/** Of the stored picture, before it is turned as its Exif data says. */
	width: number;
	height: number;
}

const readable: Readonly<Record<string, ImageKind>> = { png: 'PNG', jpg: 'JPEG', webp: 'WebP' };

/** Pictures that image-size knows by a signature and that are not read. */
const others: Readonly<Record<string, string>> = {
	bmp: 'BMP',
	gif: 'GIF',
	heif: 'HEIC or AVIF',
	j2c: 'JPEG 2000',
	jp2: 'JPEG 2000',
	jxl: 'JPEG XL',
	'jxl-stream': 'JPEG XL',
	pnm: 'PNM',
	psd: 'Photoshop',
	svg: 'SVG',
	tiff: 'TIFF'
};

/**
 * Kind and size of a PNG, JPEG or WebP file from its first bytes, whatever it is called, so that nothing large is decoded
 * before its size is known.
 * @param file What to call it in errors.
 * @throws ImageError for an empty or damaged file and any other kind, saying which it is and what to do
 */
export function readImageHeader(bytes: Uint8Array, file: string): ImageHeader {
	if (bytes.length === 0) throw new ImageError(`${file} is empty: it has no bytes.`);
	const stranger = notAnImage(bytes);
	if (stranger) throw new ImageError(`${file} is ${stranger}`);
	let found: { type?: string; width: number; height: number };
	try {
		found = imageSize(bytes);
	} catch (cause) {
		const kind = signature(bytes);
		throw new ImageError(
			kind
				? `${file} is damaged: it begins as a ${kind} image, but states no size.`
				: `${file} is not a PNG, JPEG or WebP image.`,
			{ cause }
		);
	}
	const { type = '', width, height } = found;
	const kind = readable[type];
	if (kind) return { kind, width, height };
	throw new ImageError(
		type in others
			? `${file} is ${type === 'svg' ? 'an' : 'a'} ${others[type]} image. Save it as PNG first; PNG, JPEG and WebP are read.`
			: `${file} is not a PNG, JPEG or WebP image.`
	);
}

/** What is often given in place of an image, with what to do; null for anything else. */
function notAnImage(bytes: Uint8Array): string | null {
	if (textAt(bytes, 128, 4) === 'DICM') {
		return 'a DICOM file, which is not supported. Open it in a DICOM viewer, set the window so that bone and joint space are clearly visible, and export it as PNG.';
	}
	const start = textAt(bytes, 0, 64).trimStart().toLowerCase();
	if (start.startsWith('%pdf')) return 'a PDF document. Save the image in it as PNG first.';
	if (start.startsWith('version https://git-lfs')) {
		return 'a pointer of Git LFS, not the image itself. Fetch the image with: git lfs pull';
	}
	if (start.startsWith('<!doctype html') || start.startsWith('<html')) {
		return 'a web page, not an image. Download the image itself.';
	}
	return null;
}

function signature(bytes: Uint8Array): ImageKind | null {
	if (textAt(bytes, 1, 3) === 'PNG') return 'PNG';
	if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'JPEG';
	return textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP' ? 'WebP' : null;
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
	return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
