import type { Merge } from './merge-nodes.ts';
import { isUnpadded, type ConvolutionNode, type DenseNode } from './network-graph.ts';

/**
 * Batch normalisation, scales and rescalings vanish into the weights of the convolution or dense layer
 * before them (Jacob et al., CVPR 2018, section 3.2). Weights are multiplied in double precision.
 */
export const foldAffineIntoProducer: Merge = (producer, consumer) => {
	if (consumer.kind !== 'affine' || !isLinearMap(producer)) return null;
	const { scale, offset } = consumer;
	const outputs = scale.length;
	return {
		...producer,
		kernel: {
			shape: producer.kernel.shape,
			values: producer.kernel.values.map((value, i) => value * scale[i % outputs])
		},
		bias: Float32Array.from(offset, (value, c) => value + scale[c] * (producer.bias?.[c] ?? 0))
	};
};

/**
 * The same into the convolution or dense layer that follows. Beyond the border a convolution sees zeros,
 * not the offset, so a padded one takes a scale only.
 */
export const foldAffineIntoConsumer: Merge = (producer, consumer) => {
	if (producer.kind !== 'affine') return null;
	if (
		consumer.kind !== 'dense' &&
		consumer.kind !== 'conv2d' &&
		consumer.kind !== 'depthwiseConv2d'
	) {
		return null;
	}
	const { scale, offset } = producer;
	const legal =
		consumer.kind === 'dense' || isUnpadded(consumer.pads) || offset.every((value) => value === 0);
	if (!legal) return null;

	const { shape, values } = consumer.kernel;
	const last = shape[shape.length - 1];
	const outputs = consumer.shape[consumer.shape.length - 1];
	const bias = Float64Array.from({ length: outputs }, (_, o) => consumer.bias?.[o] ?? 0);
	const kernel = values.map((value, i) => {
		const input = Math.floor(i / last) % scale.length;
		bias[i % outputs] += value * offset[input];
		return value * scale[input];
	});
	return { ...consumer, kernel: { shape, values: kernel }, bias: Float32Array.from(bias) };
};

function isLinearMap(node: { kind: string }): node is ConvolutionNode | DenseNode {
	if (node.kind === 'dense') return true;
	const isConvolution = node.kind === 'conv2d' || node.kind === 'depthwiseConv2d';
	return isConvolution && (node as ConvolutionNode).activation === 'linear';
}
