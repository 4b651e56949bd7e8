import type { Layer, Weight } from '#lib/core/network/layer-graph.ts';

/** A weight with the name Keras 2 and TF.js give it, e.g. `moving_mean`. */
export interface NamedWeight {
	name: string;
	weight: Weight;
}

/** The weights of a layer in Keras's order; those that the layer does without are left out. */
export function layerWeights(layer: Layer): NamedWeight[] {
	return candidates(layer).flatMap(([name, weight]) => (weight ? [{ name, weight }] : []));
}

function candidates(layer: Layer): [string, Weight | null][] {
	switch (layer.kind) {
		case 'conv2d':
		case 'dense':
			return [
				['kernel', layer.kernel],
				['bias', layer.bias]
			];
		case 'depthwiseConv2d':
			return [
				['depthwise_kernel', layer.kernel],
				['bias', layer.bias]
			];
		case 'separableConv2d':
			return [
				['depthwise_kernel', layer.depthwiseKernel],
				['pointwise_kernel', layer.pointwiseKernel],
				['bias', layer.bias]
			];
		case 'batchNormalization':
			return [
				['gamma', layer.gamma],
				['beta', layer.beta],
				['moving_mean', layer.movingMean],
				['moving_variance', layer.movingVariance]
			];
		case 'layerNormalization':
		case 'groupNormalization':
			return [
				['gamma', layer.gamma],
				['beta', layer.beta]
			];
		case 'normalization':
			return [
				['mean', layer.mean],
				['variance', layer.variance]
			];
		case 'layerScale':
			return [['gamma', layer.gamma]];
		case 'prelu':
			return [['alpha', layer.alpha]];
		default:
			return [];
	}
}
