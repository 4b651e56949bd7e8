import type { Merge } from './merge-nodes.ts';

/** ReLU and ReLU6 are computed by the convolution before them. */
export const fuseActivation: Merge = (producer, consumer) => {
	if (consumer.kind !== 'activation') return null;
	const { activation } = consumer;
	if (activation !== 'relu' && activation !== 'relu6') return null;
	if (producer.kind !== 'conv2d' && producer.kind !== 'depthwiseConv2d') return null;
	return producer.activation === 'linear' ? { ...producer, activation } : null;
};
