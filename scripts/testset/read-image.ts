import sharp from 'sharp';
import type { GreyConversion } from '../../src/lib/core/image/grey-conversion.ts';
import type { GreyImage } from '../../src/lib/data/images/grey-png.ts';
import { greyOf, type ImageSamples } from '../../src/lib/data/images/grey-samples.ts';
import { ImageError } from '../../src/lib/data/images/image-error.ts';
import type { ImageKind } from '../../src/lib/data/images/image-header.ts';
import { decodeWidePng, isWidePng } from '../../src/lib/data/images/png-samples.ts';

/**
 * The grey picture in a PNG, JPEG or WebP file, as "Your own X-ray" of the page reads it: turned as its Exif data says, colour
 * profiles left aside, the first frame of an animation.
 * @param file What to call it in errors.
 * @throws ImageError when it is damaged
 */
export async function readImage(
	bytes: Uint8Array,
	kind: ImageKind,
	file: string
): Promise<GreyImage & { conversion: GreyConversion }> {
	const samples =
		kind === 'PNG' && isWidePng(bytes)
			? decodeWidePng(bytes, file)
			: await decodeSamples(bytes, kind, file);
	return { width: samples.width, height: samples.height, ...greyOf(samples) };
}

async function decodeSamples(
	bytes: Uint8Array,
	kind: ImageKind,
	file: string
): Promise<ImageSamples> {
	try {
		const picture = sharp(bytes, { failOn: 'error', ignoreIcc: true });
		const { space } = await picture.metadata();
		const ink = space === 'cmyk';
		const coloured = ink
			? picture.pipelineColourspace('cmyk').toColourspace('cmyk')
			: picture.toColourspace('srgb');
		const { data, info } = await coloured.autoOrient().raw().toBuffer({ resolveWithObject: true });
		const { width, height, channels } = info;
		if (ink) return { width, height, channels: 3, data: lightOfInk(data) };
		return { width, height, channels, data };
	} catch (cause) {
		const [reason] = (cause as Error).message.split('\n');
		throw new ImageError(`${file} is damaged: it cannot be read as a ${kind} image (${reason}).`, {
			cause
		});
	}
}

/** RGB of cyan, magenta, yellow and black, as browsers take it where no profile counts. */
function lightOfInk(ink: Uint8Array): Uint8Array {
	const light = new Uint8Array((ink.length / 4) * 3);
	for (let i = 0; i < ink.length / 4; i++) {
		for (let channel = 0; channel < 3; channel++) {
			const shown = (255 - ink[4 * i + channel]) * (255 - ink[4 * i + 3]);
			light[3 * i + channel] = Math.round(shown / 255);
		}
	}
	return light;
}
