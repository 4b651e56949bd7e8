import { CENTRAL_REGION, EXPOSURE_SIDE, exposureChange } from './exposure.ts';

/** How an image looks, whatever it shows. */
export interface ImageProperties {
	/** Mean grey of the whole image as it is, 0-255: how dark or bright it was exposed. */
	exposure: number;
	/** Standard deviation of the central grey values, 0-127.5. */
	contrast: number;
	/** Variance of the Laplacian of the central grey values, 0 or more: edges raise it, and so does noise. */
	sharpness: number;
	/** A photographic negative: bone is darker than the air beside the knee. */
	negative: boolean;
}

/**
 * Properties of an image by its pixels alone. Contrast and sharpness are of the central 160 x 160 pixels; the
 * Laplacian is the sum of the four neighbours minus four times the pixel, and its variance a measure of focus
 * (Pech-Pacheco et al., Proc ICPR 2000;3:314-317). Equal to `numpy.mean`, `numpy.std` and `numpy.var` of
 * `scipy.ndimage.laplace`.
 *
 * @param image `[224, 224]`, grey 0-255
 * @throws RangeError for an image of another size
 */
export function imageProperties(image: Uint8Array): ImageProperties {
	const { negative } = exposureChange(image);
	const { top, bottom, left, right } = CENTRAL_REGION;
	const pixels = (bottom - top) * (right - left);
	const grey = new Float64Array(pixels);
	const laplacian = new Float64Array(pixels);
	let place = 0;
	for (let row = top; row < bottom; row++) {
		for (let column = left; column < right; column++, place++) {
			const i = row * EXPOSURE_SIDE + column;
			grey[place] = image[i];
			laplacian[place] =
				image[i - EXPOSURE_SIDE] +
				image[i + EXPOSURE_SIDE] +
				image[i - 1] +
				image[i + 1] -
				4 * image[i];
		}
	}
	return {
		exposure: mean(image),
		contrast: Math.sqrt(variance(grey)),
		sharpness: variance(laplacian),
		negative
	};
}

/** The same with two decimals, finer than anybody can see: what is stored beside the images. */
export function roundedProperties(properties: ImageProperties): ImageProperties {
	const { exposure, contrast, sharpness, negative } = properties;
	const rounded = (value: number) => Math.round(value * 100) / 100;
	return {
		exposure: rounded(exposure),
		contrast: rounded(contrast),
		sharpness: rounded(sharpness),
		negative
	};
}

function mean(values: Uint8Array | Float64Array): number {
	let sum = 0;
	for (const value of values) sum += value;
	return sum / values.length;
}

function variance(values: Float64Array): number {
	const centre = mean(values);
	let sum = 0;
	for (const value of values) sum += (value - centre) ** 2;
	return sum / values.length;
}
