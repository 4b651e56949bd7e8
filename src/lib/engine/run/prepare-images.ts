import { EXPOSURE_SIDE, standardise } from '#lib/core/image/exposure.ts';
import { resizeGrey } from '#lib/core/image/resample.ts';
import type { Exposure } from '#lib/core/records/model-card.ts';
import { UnsupportedNetworkError } from '#lib/engine/errors.ts';

export type Size = readonly [height: number, width: number];

/**
 * Grey images as a network wants them: exposures are standardised first, where it wants that, then images are resized to
 * its input (`resizeGrey`).
 *
 * @param pixels `[count, height, width]` of the image size, 0-255
 */
export function prepareImages(
	pixels: Uint8Array,
	exposure: Exposure,
	imageSize: Size,
	inputSize: Size
): Uint8Array | Float32Array {
	const exposed = exposure === 'standardised' ? standardise(pixels) : pixels;
	const fits = imageSize.every((side, axis) => side === inputSize[axis]);
	return fits ? exposed : resizeGrey(exposed, imageSize, inputSize);
}

/** @throws UnsupportedNetworkError where exposures of this size cannot be standardised */
export function checkExposure(name: string, [height, width]: Size, exposure: Exposure): void {
	if (exposure === 'as-is' || (height === EXPOSURE_SIDE && width === EXPOSURE_SIDE)) return;
	throw new UnsupportedNetworkError(
		`${name} reads images of ${height} x ${width} pixels; exposures can be standardised for ${EXPOSURE_SIDE} x ${EXPOSURE_SIDE} only.`
	);
}
