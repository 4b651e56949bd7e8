import type {
	Activation,
	BatchNormalizationLayer,
	DepthwiseConv2DLayer,
	Conv2DLayer,
	LayerGraph,
	Padding,
	Pair,
	Weight
} from '#lib/core/network/layer-graph.ts';
import { Random } from '#lib/core/statistics/random.ts';

/** Side of the images that the self-test reads; even, so that paddings are lopsided. */
const SIDE = 38;

export const GOLDEN_IMAGE_COUNT = 2;

/** Two grey images of noise, `[2, 38, 38]`. */
export function goldenImages(): Uint8Array {
	const random = Random.fromSeed(2);
	return new Uint8Array(GOLDEN_IMAGE_COUNT * SIDE * SIDE).map(() => random.integer(256));
}

/**
 * A small network with the operations of the three topologies: every convolution, padding, pooling and
 * join that they use, channel counts that are and are not multiples of four. Its weights come from a
 * fixed seed. `caffe` preprocessing, so that the three channels differ.
 */
export function goldenNetwork(): LayerGraph {
	const weights = new Weights();
	const one: Pair = [1, 1];
	const two: Pair = [2, 2];
	const conv = (
		name: string,
		input: string,
		shape: readonly [number, number, number, number],
		options: { strides?: Pair; padding?: Padding; activation?: Activation; bias?: boolean } = {}
	): Conv2DLayer => ({
		kind: 'conv2d',
		name,
		inputs: [input],
		strides: options.strides ?? one,
		dilations: one,
		padding: options.padding ?? 'same',
		activation: options.activation ?? 'linear',
		kernel: weights.kernel(shape, shape[0] * shape[1] * shape[2]),
		bias: (options.bias ?? true) ? weights.around(0, 0.2, shape[3]) : null
	});
	const norm = (name: string, input: string, channels: number): BatchNormalizationLayer => ({
		kind: 'batchNormalization',
		name,
		inputs: [input],
		epsilon: 1e-3,
		gamma: weights.around(1, 0.3, channels),
		beta: weights.around(0.1, 0.3, channels),
		movingMean: weights.around(0, 0.3, channels),
		movingVariance: weights.around(1, 0.5, channels)
	});
	const depthwise = (name: string, input: string, channels: number): DepthwiseConv2DLayer => ({
		kind: 'depthwiseConv2d',
		name,
		inputs: [input],
		strides: one,
		dilations: one,
		padding: 'same',
		activation: 'linear',
		kernel: weights.kernel([3, 3, channels, 1], 9),
		bias: null
	});
	const relu = (name: string, input: string) =>
		({ kind: 'activation', name, inputs: [input], activation: 'relu' }) as const;
	const pool = (kind: 'maxPooling2d' | 'averagePooling2d', name: string, input: string) =>
		({ kind, name, inputs: [input], poolSize: [3, 3] as const }) as const;

	return {
		name: 'golden',
		input: 'image',
		inputShape: [SIDE, SIDE, 3],
		output: 'grades',
		layers: [
			{ kind: 'input', name: 'image', inputs: [] },
			{ kind: 'rescaling', name: 'rescaled', inputs: ['image'], scale: 1 / 64, offset: 0.25 },
			conv('stem', 'rescaled', [3, 3, 3, 8], { strides: two, bias: false }),
			norm('stem_norm', 'stem', 8),
			relu('stem_relu', 'stem_norm'),
			{ kind: 'zeroPadding2d', name: 'padded', inputs: ['stem_relu'], padding: [one, one] },
			{ ...pool('maxPooling2d', 'pooled', 'padded'), strides: two, padding: 'valid' },
			{
				kind: 'separableConv2d',
				name: 'separable',
				inputs: ['pooled'],
				strides: one,
				dilations: one,
				padding: 'same',
				activation: 'linear',
				depthwiseKernel: weights.kernel([3, 3, 8, 1], 9),
				pointwiseKernel: weights.kernel([1, 1, 8, 16], 8),
				bias: null
			},
			norm('separable_norm', 'separable', 16),
			{ ...pool('maxPooling2d', 'reduced', 'separable_norm'), strides: two, padding: 'same' },
			conv('shortcut', 'pooled', [1, 1, 8, 16], { strides: two, bias: false }),
			norm('shortcut_norm', 'shortcut', 16),
			{ kind: 'add', name: 'joined', inputs: ['reduced', 'shortcut_norm'] },
			relu('joined_relu', 'joined'),
			conv('branch_a', 'joined_relu', [1, 1, 16, 12], { activation: 'relu' }),
			conv('branch_b1', 'joined_relu', [1, 3, 16, 6], { activation: 'relu' }),
			conv('branch_b2', 'branch_b1', [3, 1, 6, 7], { activation: 'relu' }),
			{ ...pool('averagePooling2d', 'averaged', 'joined_relu'), strides: one, padding: 'same' },
			conv('branch_c', 'averaged', [1, 1, 16, 5]),
			depthwise('branch_d', 'joined_relu', 16),
			norm('branch_d_norm', 'branch_d', 16),
			{ kind: 'activation', name: 'branch_d_act', inputs: ['branch_d_norm'], activation: 'relu6' },
			{
				kind: 'concatenate',
				name: 'mixed',
				inputs: ['branch_a', 'branch_b2', 'branch_c', 'branch_d_act']
			},
			conv('up', 'mixed', [1, 1, 40, 16]),
			{ kind: 'scaledAdd', name: 'residual', inputs: ['joined_relu', 'up'], scale: 0.17 },
			relu('residual_relu', 'residual'),
			{ kind: 'zeroPadding2d', name: 'shifted', inputs: ['residual_relu'], padding: [[1, 0], one] },
			conv('last', 'shifted', [3, 3, 16, 32], { padding: 'valid', activation: 'relu' }),
			{ kind: 'globalAveragePooling2d', name: 'features', inputs: ['last'] },
			{ kind: 'identity', name: 'dropout', inputs: ['features'] },
			{
				kind: 'dense',
				name: 'grades',
				inputs: ['dropout'],
				activation: 'softmax',
				kernel: weights.kernel([32, 5], 64),
				bias: weights.around(0, 0.5, 5)
			}
		]
	};
}

class Weights {
	#random = Random.fromSeed(1);

	/** Uniform with the variance that keeps activations alike from layer to layer (He et al., 2015). */
	kernel(shape: readonly number[], fanIn: number): Weight {
		const size = shape.reduce((product, length) => product * length, 1);
		return { shape, values: this.around(0, Math.sqrt(6 / fanIn), size).values };
	}

	/** Uniform in centre - radius to centre + radius. */
	around(centre: number, radius: number, count: number): Weight {
		const values = Float32Array.from(
			{ length: count },
			() => centre + radius * (2 * this.#random.uniform() - 1)
		);
		return { shape: [count], values };
	}
}
