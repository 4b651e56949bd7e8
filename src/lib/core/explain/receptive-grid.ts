/** One sliding window (convolution or pooling) along one axis. */
export interface SlidingWindow {
	kernel: number;
	stride: number;
	/** Cells added before the first, below zero where some are taken away; see {@link samePaddingBefore} for `padding: 'same'`. */
	padBefore: number;
	/** 1 by default. */
	dilation?: number;
}

/** Where the receptive fields of the cells along one axis are centred: `offset + stride * i` pixels. */
export interface ReceptiveCentres {
	/** Pixel 0 is the centre of the first pixel. */
	offset: number;
	stride: number;
}

/**
 * Centres of the receptive fields after a chain of windows, in closed form (Araujo, Norris & Sim, Distill
 * 2019, "Computing receptive fields of convolutional neural networks"). Where a network branches, take the
 * path with the largest kernels: it bounds the field.
 *
 * @param windows from the image inwards
 */
export function receptiveCentres(windows: Iterable<SlidingWindow>): ReceptiveCentres {
	let offset = 0;
	let stride = 1;
	for (const window of windows) {
		offset += stride * (((window.kernel - 1) * (window.dilation ?? 1)) / 2 - window.padBefore);
		stride *= window.stride;
	}
	return { offset, stride };
}

/**
 * Cells that `padding: 'same'` of Keras and TensorFlow adds before the first one; the odd cell goes behind
 * the last.
 *
 * @param size cells along the axis before the window
 */
export function samePaddingBefore(
	size: number,
	kernel: number,
	stride: number,
	dilation = 1
): number {
	const reach = (kernel - 1) * dilation + 1;
	const padding = (Math.ceil(size / stride) - 1) * stride + reach - size;
	return Math.floor(Math.max(padding, 0) / 2);
}
