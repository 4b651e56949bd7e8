/** Grey pixels 0-255, row-major `[height * width]`. */
export interface GreyImage {
	width: number;
	height: number;
	data: ArrayLike<number>;
}

/** Grey values shown as black and as white, 0-255; what lies between is spread evenly. */
export interface GreyWindow {
	black: number;
	white: number;
}

export const FULL_WINDOW: GreyWindow = { black: 0, white: 255 };

/** Width of the window that shows every grey, and the level in its middle. */
export const FULL_WIDTH = 255;
export const MIDDLE_LEVEL = 128;

/**
 * The window of radiology's two controls.
 *
 * @param level grey value in the middle, 0-255
 * @param width grey values from black to white, 1-255; fewer is more contrast
 */
export function windowAt(level: number, width: number): GreyWindow {
	const black = Math.floor(level - width / 2);
	return { black, white: black + width };
}

/** Grey pixels through window and inversion. */
export function developed(
	{ data }: GreyImage,
	window: GreyWindow = FULL_WINDOW,
	inverted = false
): ArrayLike<number> {
	if (window.black === 0 && window.white === 255 && !inverted) return data;
	const table = new Uint8ClampedArray(256);
	const width = Math.max(1, window.white - window.black);
	for (let grey = 0; grey < 256; grey++) {
		const shown = (255 * (grey - window.black)) / width;
		table[grey] = inverted ? 255 - Math.min(255, Math.max(0, shown)) : shown;
	}
	return Uint8ClampedArray.from(data, (grey) => table[grey]);
}

/** Grey 0-255 as RGBA pixels. */
export function paintGrey(film: ArrayLike<number>): Uint8ClampedArray<ArrayBuffer> {
	const out = new Uint8ClampedArray(4 * film.length).fill(255);
	for (let i = 0, o = 0; i < film.length; i++, o += 4) out[o] = out[o + 1] = out[o + 2] = film[i];
	return out;
}

/** Grey pixels of a decoded picture (Rec. 601 luma of its channels), at its own size. */
export function greyPixels(picture: ImageBitmap): GreyImage {
	const { width, height } = picture;
	const context = new OffscreenCanvas(width, height).getContext('2d', {
		willReadFrequently: true
	});
	if (!context) throw new Error('This browser provides no canvas to read the image with.');
	context.drawImage(picture, 0, 0);
	const rgba = context.getImageData(0, 0, width, height).data;
	const data = new Uint8ClampedArray(width * height);
	for (let i = 0; i < data.length; i++) {
		data[i] = 0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2];
	}
	return { width, height, data };
}
