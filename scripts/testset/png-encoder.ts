import { PNG } from 'pngjs';
import { constants } from 'node:zlib';
import { imageSize } from '../../src/lib/data/images/grey-png.ts';

const greyscale = 0;
const chooseFilterPerRow = -1;

/** An 8-bit grey PNG of `[224, 224]` pixels, as small as row filters and zlib get it. */
export function encodeKneePng(pixels: Uint8Array): Buffer {
	const png = new PNG({ width: imageSize, height: imageSize });
	png.data = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
	return PNG.sync.write(png, {
		colorType: greyscale,
		inputColorType: greyscale,
		inputHasAlpha: false,
		bitDepth: 8,
		filterType: chooseFilterPerRow,
		deflateLevel: 9,
		deflateStrategy: constants.Z_FILTERED
	});
}
