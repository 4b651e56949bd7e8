import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GREY_TOLERANCE, type GreyConversion } from '../../src/lib/core/image/grey-conversion.ts';
import { imageSize } from '../../src/lib/data/images/grey-png.ts';
import { isOneGrey } from '../../src/lib/data/images/grey-samples.ts';
import { ImageError } from '../../src/lib/data/images/image-error.ts';
import type { PlacedFile, UnusableFile } from '../../src/lib/data/images/image-folder.ts';
import { readImageHeader } from '../../src/lib/data/images/image-header.ts';
import { plainError } from '../plain-error.ts';
import type { FolderFiles } from './folder-files.ts';
import { readImage } from './read-image.ts';

/** A file with what it took to make grey of it; null where it is counted only. */
export interface CheckedFile {
	file: PlacedFile;
	conversion: (GreyConversion & { oneGrey: boolean }) | null;
}

/**
 * Opens every file, so that all that cannot be used are known before anything is written.
 * @param isPacked Whether the pixels are needed; else only kind and size are looked at.
 * @param onFile Told the number of files looked at.
 */
export async function checkImages(
	folder: string,
	files: readonly PlacedFile[],
	strange: FolderFiles['strange'],
	isPacked: (file: PlacedFile) => boolean,
	onFile: (done: number) => void
): Promise<{ usable: CheckedFile[]; unusable: UnusableFile[] }> {
	const usable: CheckedFile[] = [];
	const unusable: UnusableFile[] = [];
	for (const file of files) {
		try {
			const what = strange.get(file.path);
			if (what) throw new ImageError(`${folder}/${file.path} is ${what}.`);
			const conversion = isPacked(file) ? await convert(folder, file.path) : null;
			if (!conversion) await openKnee(folder, file.path);
			usable.push({ file, conversion });
		} catch (error) {
			const isKnown = error instanceof ImageError || (error as NodeJS.ErrnoException).code;
			if (!isKnown) throw error;
			unusable.push({ path: file.path, reason: plainError(error) });
		}
		onFile(usable.length + unusable.length);
	}
	return { usable, unusable };
}

/**
 * The grey pixels of a knee, `[224, 224]`, as "Your own X-ray" of the page reads the file.
 * @throws ImageError naming the file where it is no image, damaged, of another size or in colour
 */
export async function readKneeImage(
	folder: string,
	path: string
): Promise<{ pixels: Uint8Array; conversion: GreyConversion }> {
	const { bytes, kind, name } = await openKnee(folder, path);
	const { pixels, conversion } = await readImage(bytes, kind, name);
	if (conversion.colour > GREY_TOLERANCE) {
		throw new ImageError(
			`${name} is a colour image: its channels differ by up to ${conversion.colour} of 255, and up to ${GREY_TOLERANCE} count as grey. Convert it to grey first.`
		);
	}
	return { pixels, conversion };
}

async function convert(folder: string, path: string): Promise<CheckedFile['conversion']> {
	const { pixels, conversion } = await readKneeImage(folder, path);
	return { ...conversion, oneGrey: isOneGrey(pixels) };
}

async function openKnee(folder: string, path: string) {
	const name = `${folder}/${path}`;
	const bytes = await readFile(join(folder, path));
	const { kind, width, height } = readImageHeader(bytes, name);
	if (width !== height) {
		throw new ImageError(
			`${name} is ${width} x ${height} pixels, not square. Crop the knee to a square of ${imageSize} x ${imageSize}.`
		);
	}
	if (width !== imageSize) {
		throw new ImageError(
			`${name} is ${width} x ${height} pixels, the networks read ${imageSize} x ${imageSize}. Resize all images first, e.g. mogrify -resize ${imageSize}x${imageSize} *.png`
		);
	}
	return { bytes, kind, name };
}
