import type {
	BatchNormalizationLayer,
	Layer,
	NormalizationLayer,
	Pair,
	Weight
} from '#lib/core/network/layer-graph.ts';
import type { Shape } from '#lib/core/network/layer-shapes.ts';
import { explicitPads } from './explicit-pads.ts';
import type { ConvolutionNode } from './network-graph.ts';

/** A number of each for every channel. */
export interface Affine {
	scale: Float64Array;
	offset: Float64Array;
}

export type ConvolutionSettings = Pick<
	Extract<Layer, { kind: 'conv2d' }>,
	'strides' | 'dilations' | 'padding'
>;

export const POINTWISE: ConvolutionSettings = {
	strides: [1, 1],
	dilations: [1, 1],
	padding: 'valid'
};

export function convolution(
	{ strides, dilations, padding }: ConvolutionSettings,
	kernel: Weight,
	bias: Weight | null,
	inputShape: Shape
): Pick<ConvolutionNode, 'strides' | 'dilations' | 'pads' | 'kernel' | 'bias' | 'activation'> {
	const size: Pair = [kernel.shape[0], kernel.shape[1]];
	return {
		strides,
		dilations,
		pads: explicitPads(padding, inputShape, { size, strides, dilations }),
		kernel,
		bias: bias?.values ?? null,
		activation: 'linear'
	};
}

/** The kernel of a convolution in groups as that of one without, zero between groups. */
export function ungrouped({ shape, values }: Weight, groups: number): Weight {
	const [height, width, inputs, outputs] = shape;
	const share = outputs / groups;
	const whole = new Float32Array(values.length * groups);
	for (let i = 0; i < values.length; i++) {
		const output = i % outputs;
		const row = Math.floor(i / outputs);
		const group = Math.floor(output / share);
		const place = Math.floor(row / inputs) * inputs * groups + group * inputs + (row % inputs);
		whole[place * outputs + output] = values[i];
	}
	return { shape: [height, width, inputs * groups, outputs], values: whole };
}

/** A kernel whose every group reads one channel as that of a depthwise convolution; the values stay in their order. */
export function depthwise({ shape, values }: Weight, channels: number): Weight {
	const [height, width, , outputs] = shape;
	return { shape: [height, width, channels, outputs / channels], values };
}

/**
 * `[in, out]` of a convolution that answers with one pixel as that of a dense layer on the flattened map: where it covers the
 * whole map, or where the map is of one pixel; null for any other.
 */
export function wholeMapKernel(
	{ strides, dilations, padding }: ConvolutionSettings,
	{ shape, values }: Weight,
	[rows, columns]: Shape,
	output: Shape
): Weight | null {
	const [height, width, inputs, outputs] = shape;
	if (output[0] * output[1] !== 1) return null;
	const pads = explicitPads(padding, [rows, columns], {
		size: [height, width],
		strides,
		dilations
	});
	if (rows * columns === 1) {
		const tap = (pads[0][0] / dilations[0]) * width + pads[1][0] / dilations[1];
		const size = inputs * outputs;
		if (!Number.isInteger(tap)) return null;
		return { shape: [inputs, outputs], values: values.subarray(tap * size, (tap + 1) * size) };
	}
	const covers = height === rows && width === columns && pads.flat().every((pad) => pad === 0);
	return covers ? { shape: [rows * columns * inputs, outputs], values } : null;
}

/** `[in, out]` as the kernel of a convolution of one pixel. */
export function pointwise({ shape, values }: Weight): Weight {
	return { shape: [1, 1, ...shape], values };
}

/** Batch normalisation at inference: `gamma (x - mean) / sqrt(variance + epsilon) + beta`. */
export function batchNormalisation(layer: BatchNormalizationLayer): Affine {
	const { gamma, beta, movingMean, movingVariance, epsilon } = layer;
	return affine(movingMean.values.length, (c) => {
		const scale = (gamma?.values[c] ?? 1) / Math.sqrt(movingVariance.values[c] + epsilon);
		return [scale, (beta?.values[c] ?? 0) - movingMean.values[c] * scale];
	});
}

/** Keras never divides by less than its fuzz factor. */
const LEAST_DEVIATION = 1e-7;

export function normalisation({ mean, variance }: NormalizationLayer, channels: number): Affine {
	const at = ({ values }: Weight, c: number) => values[values.length === 1 ? 0 : c];
	return affine(channels, (c) => {
		const scale = 1 / Math.max(Math.sqrt(at(variance, c)), LEAST_DEVIATION);
		return [scale, -at(mean, c) * scale];
	});
}

type Numbers = number | readonly number[] | Float32Array;

/** One number for all channels, or one for each. */
export function scaleAndOffset(scale: Numbers, offset: Numbers, channels: number): Affine {
	const at = (numbers: Numbers, c: number) =>
		typeof numbers === 'number' ? numbers : numbers[numbers.length === 1 ? 0 : c];
	return affine(channels, (c) => [at(scale, c), at(offset, c)]);
}

function affine(
	channels: number,
	of: (channel: number) => [scale: number, offset: number]
): Affine {
	const scale = new Float64Array(channels);
	const offset = new Float64Array(channels);
	for (let c = 0; c < channels; c++) [scale[c], offset[c]] = of(c);
	return { scale, offset };
}
