import type { Padding, Pair } from '#lib/core/network/layer-graph.ts';
import { windowedLength, type Shape } from '#lib/core/network/layer-shapes.ts';
import { samePaddingBefore } from '#lib/core/explain/receptive-grid.ts';
import { NO_PADS, type Pads } from './network-graph.ts';

/** Kernel or pool that slides over rows and columns. */
export interface Window {
	size: Pair;
	strides: Pair;
	dilations: Pair;
}

/** The padding that Keras' `same` and `valid` stand for; an odd cell of `same` comes after the image. */
export function explicitPads(padding: Padding, input: Shape, window: Window): Pads {
	if (padding === 'valid') return NO_PADS;
	const along = (axis: 0 | 1): Pair => {
		const length = input[axis];
		const [size, stride, dilation] = [
			window.size[axis],
			window.strides[axis],
			window.dilations[axis]
		];
		const before = samePaddingBefore(length, size, stride, dilation);
		const last = (windowedLength(length, size, stride, dilation, 'same') - 1) * stride - before;
		return [before, Math.max(last + (size - 1) * dilation + 1 - length, 0)];
	};
	return [along(0), along(1)];
}
