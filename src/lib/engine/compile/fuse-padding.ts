import type { Merge } from './merge-nodes.ts';
import type { NetworkNode, Pads } from './network-graph.ts';

/**
 * Zero padding becomes the padding of the convolution that follows, and of the maximum pooling that
 * follows where no value is below zero, so that a padded zero could not have won.
 */
export const fusePadding: Merge = (producer, consumer, find) => {
	if (producer.kind !== 'zeroPadding2d') return null;
	if (consumer.kind === 'conv2d' || consumer.kind === 'depthwiseConv2d') {
		return { ...consumer, pads: addPads(producer.pads, consumer.pads) };
	}
	if (consumer.kind !== 'maxPooling2d') return null;
	const pads = addPads(producer.pads, consumer.pads);
	const everyWindowSeesTheImage = pads.every((pair, axis) =>
		pair.every((pad) => pad < consumer.poolSize[axis])
	);
	const padded = find(producer.inputs[0]);
	if (!everyWindowSeesTheImage || !padded || !isNonNegative(padded)) return null;
	return { ...consumer, pads };
};

function addPads(a: Pads, b: Pads): Pads {
	return [
		[a[0][0] + b[0][0], a[0][1] + b[0][1]],
		[a[1][0] + b[1][0], a[1][1] + b[1][1]]
	];
}

const NON_NEGATIVE: readonly string[] = [
	'relu',
	'relu6',
	'sigmoid',
	'softmax',
	'softplus',
	'exponential',
	'hardSigmoid',
	'hardSigmoidFifth'
];

function isNonNegative(node: NetworkNode): boolean {
	return 'activation' in node && NON_NEGATIVE.includes(node.activation);
}
