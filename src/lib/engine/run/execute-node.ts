import {
	add,
	addN,
	avgPool,
	concat,
	conv2d,
	depthwiseConv2d,
	div,
	fused,
	gather,
	image,
	matMul,
	max,
	maximum,
	maxPool,
	mean,
	min,
	minimum,
	mul,
	ones,
	pad,
	prelu,
	reshape,
	rsqrt,
	scalar,
	slice,
	square,
	sub,
	sum,
	tensor,
	tensor1d,
	type Tensor,
	type Tensor2D,
	type Rank,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import { activate, rectify } from './activations.ts';
import {
	asMap,
	isUnpadded,
	type NetworkNode,
	type Pads
} from '#lib/engine/compile/network-graph.ts';

/**
 * What a node holds on the device: `kernel` and `bias` of a convolution or dense node, scale and offset of an affine one,
 * alpha of a PReLU, the places of a channel order.
 */
export interface NodeWeights {
	kernel?: Tensor;
	bias?: Tensor;
}

/** Puts the weights of a node on the device, to be disposed by the caller. */
export function uploadWeights(node: NetworkNode): NodeWeights {
	switch (node.kind) {
		case 'conv2d':
		case 'depthwiseConv2d':
		case 'dense': {
			const { kernel, bias } = node;
			return {
				kernel: tensor(kernel.values, [...kernel.shape], 'float32'),
				bias: bias ? tensor(bias, [bias.length], 'float32') : undefined
			};
		}
		case 'affine':
			return {
				kernel: tensor(Float32Array.from(node.scale), [node.scale.length], 'float32'),
				bias: tensor(Float32Array.from(node.offset), [node.offset.length], 'float32')
			};
		case 'prelu':
			return { kernel: tensor(node.alpha.values, [...asMap(node.alpha.shape)], 'float32') };
		case 'channelOrder':
			return { kernel: tensor1d([...node.order], 'int32') };
		default:
			return {};
	}
}

/**
 * As `execute`, for automatic differentiation: a fused convolution computes the gradient of its weights with that of its
 * input, which not every backend can, and the gradient of a padded average pooling counts the padding.
 */
export function executeDifferentiably(
	node: NetworkNode,
	inputs: readonly Tensor4D[],
	weights: NodeWeights
): Tensor4D {
	if (node.kind === 'averagePooling2d' && !isUnpadded(node.pads)) {
		const average = (map: Tensor4D) =>
			avgPool(pad(map, fourAxes(node.pads)), [...node.poolSize], [...node.strides], 'valid');
		const [, rows, columns] = inputs[0].shape;
		return div(average(inputs[0]), average(ones([1, rows, columns, 1])));
	}
	if (node.kind !== 'conv2d' && node.kind !== 'depthwiseConv2d')
		return execute(node, inputs, weights);
	const convolve = node.kind === 'conv2d' ? conv2d : depthwiseConv2d;
	const map = convolve(
		inputs[0],
		weights.kernel as Tensor4D,
		[...node.strides],
		padArgument(node.pads),
		'NHWC',
		[...node.dilations]
	);
	const biased = weights.bias ? add<Tensor4D>(map, weights.bias) : map;
	return node.activation === 'linear' ? biased : activate(node.activation, biased);
}

/** Runs one node; everything is `[n, rows, columns, channels]`, lists of features are images of one pixel. */
export function execute(
	node: NetworkNode,
	inputs: readonly Tensor4D[],
	{ kernel, bias }: NodeWeights
): Tensor4D {
	const [x] = inputs;
	switch (node.kind) {
		case 'conv2d':
		case 'depthwiseConv2d': {
			const convolve = node.kind === 'conv2d' ? fused.conv2d : fused.depthwiseConv2d;
			return convolve({
				x,
				filter: kernel as Tensor4D,
				bias,
				strides: [...node.strides],
				dilations: [...node.dilations],
				// The types of the fused operations lack the explicit padding that they compute.
				pad: padArgument(node.pads) as 'valid',
				activation: node.activation
			});
		}
		case 'dense': {
			const [, units] = node.kernel.shape;
			const product = matMul(reshape(x, [-1, node.kernel.shape[0]]), kernel as Tensor2D);
			return reshape(bias ? add(product, bias) : product, [-1, 1, 1, units]);
		}
		case 'affine':
			return add(mul(x, kernel!), bias!);
		case 'activation':
			return activate(node.activation, x);
		case 'rectifier':
			return rectify(node, x);
		case 'prelu':
			return prelu(x, kernel as Tensor4D);
		case 'layerNormalization':
			return normalised(x, node.epsilon);
		case 'groupNormalization':
			return groupNormalised(x, node.groups, node.epsilon);
		case 'add':
			return inputs.length === 2 || !areAlike(inputs) ? reduced(inputs, add) : addN([...inputs]);
		case 'multiply':
			return reduced(inputs, mul);
		case 'subtract':
			return reduced(inputs, sub);
		case 'maximum':
			return reduced(inputs, maximum);
		case 'minimum':
			return reduced(inputs, minimum);
		case 'average':
			return div(reduced(inputs, add), scalar(inputs.length));
		case 'concatenate':
			return concat([...inputs], 3);
		case 'maxPooling2d':
		case 'averagePooling2d': {
			const pool = node.kind === 'maxPooling2d' ? maxPool : avgPool;
			return pool(x, [...node.poolSize], [...node.strides], padArgument(node.pads));
		}
		case 'globalAveragePooling2d':
			return mean<Tensor4D>(x, [1, 2], true);
		case 'globalMaxPooling2d':
			return max<Tensor4D>(x, [1, 2], true);
		case 'channelReduction':
			return { mean, max, min, sum }[node.operation](x, 3, true) as Tensor4D;
		case 'channelOrder':
			return gather(x, kernel as Tensor, 3);
		case 'resize': {
			const [rows, columns] = node.shape;
			return node.interpolation === 'bilinear'
				? image.resizeBilinear(x, [rows, columns], false, true)
				: image.resizeNearestNeighbor(x, [rows, columns], false, true);
		}
		case 'reshape':
			return reshape(x, [-1, ...asMap(node.shape)]);
		case 'zeroPadding2d':
			return pad(x, fourAxes(node.pads));
		case 'cropping2d': {
			const [[top], [left]] = node.crops;
			const [height, width, channels] = node.shape;
			return slice(x, [0, top, left, 0], [x.shape[0], height, width, channels]);
		}
	}
}

function reduced(
	inputs: readonly Tensor4D[],
	operation: (a: Tensor4D, b: Tensor4D) => Tensor4D
): Tensor4D {
	return inputs.reduce((all, next) => operation(all, next));
}

function areAlike(inputs: readonly Tensor4D[]): boolean {
	return inputs.every(({ shape }) => shape.join() === inputs[0].shape.join());
}

/** Mean 0 and variance 1 over the channels of every pixel. */
function normalised(x: Tensor4D, epsilon: number): Tensor4D {
	const centred = sub(x, mean(x, 3, true)) as Tensor4D;
	const variance = mean(square(centred), 3, true);
	return mul(centred, rsqrt(add(variance, scalar(epsilon))));
}

function groupNormalised(x: Tensor4D, groups: number, epsilon: number): Tensor4D {
	const [count, rows, columns, channels] = x.shape;
	const grouped = reshape<Rank.R4>(x, [count, rows * columns, groups, channels / groups]);
	const centred = sub(grouped, mean(grouped, [1, 3], true));
	const variance = mean(square(centred), [1, 3], true);
	return reshape(mul(centred, rsqrt(add(variance, scalar(epsilon)))), x.shape);
}

function padArgument(pads: Pads) {
	return isUnpadded(pads) ? 'valid' : fourAxes(pads);
}

function fourAxes([rows, columns]: Pads): FourAxes {
	return [[0, 0], [...rows], [...columns], [0, 0]];
}

type FourAxes = [[number, number], [number, number], [number, number], [number, number]];
