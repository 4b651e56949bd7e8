import type { Activation, Interpolation, Pair, Weight } from '#lib/core/network/layer-graph.ts';
import type { Shape } from '#lib/core/network/layer-shapes.ts';

/**
 * A network as the engine runs it: few kinds of operations with every padding and output shape spelt out.
 * Compilation passes turn one such graph into a smaller one that computes the same.
 */
export interface NetworkGraph {
	name: string;
	input: string;
	/** `[height, width, channels]` */
	inputShape: Shape;
	/** Name of the node whose output is the network's output. */
	output: string;
	/** Every node comes after all of its inputs. The input itself is no node. */
	nodes: readonly NetworkNode[];
}

/** `[[top, bottom], [left, right]]` */
export type Pads = readonly [Pair, Pair];

/** What the backends compute inside a convolution at no extra cost. */
export type FusedActivation = 'linear' | 'relu' | 'relu6';

interface NodeBase {
	/** Name of the layer whose output this node computes. */
	name: string;
	inputs: readonly string[];
	/** Of the output. */
	shape: Shape;
}

export interface ConvolutionNode extends NodeBase {
	kind: 'conv2d' | 'depthwiseConv2d';
	strides: Pair;
	dilations: Pair;
	pads: Pads;
	/** `[height, width, in, out]`, for depthwise `[height, width, in, multiplier]`. */
	kernel: Weight;
	bias: Float32Array | null;
	activation: FusedActivation;
}

/** Of a list of features; a dense layer on an image is a convolution. */
export interface DenseNode extends NodeBase {
	kind: 'dense';
	/** `[in, out]` */
	kernel: Weight;
	bias: Float32Array | null;
}

/** `scale * x + offset`, a number of each for every channel. */
export interface AffineNode extends NodeBase {
	kind: 'affine';
	scale: Float64Array;
	offset: Float64Array;
}

export interface ActivationNode extends NodeBase {
	kind: 'activation';
	activation: Exclude<Activation, 'linear'>;
}

export interface RectifierNode extends NodeBase {
	kind: 'rectifier';
	negativeSlope: number;
	threshold: number;
	maxValue: number | null;
}

export interface PReLUNode extends NodeBase {
	kind: 'prelu';
	alpha: Weight;
}

/** Of the channels of every pixel; a scale and offset of their own are an affine node after it. */
export interface LayerNormalizationNode extends NodeBase {
	kind: 'layerNormalization';
	epsilon: number;
}

/** Of groups of channels over all pixels. */
export interface GroupNormalizationNode extends NodeBase {
	kind: 'groupNormalization';
	groups: number;
	epsilon: number;
}

export interface PoolingNode extends NodeBase {
	kind: 'maxPooling2d' | 'averagePooling2d';
	poolSize: Pair;
	strides: Pair;
	/** Padded cells never win the maximum and are not counted in the average. */
	pads: Pads;
}

export interface PaddingNode extends NodeBase {
	kind: 'zeroPadding2d';
	pads: Pads;
}

export interface CroppingNode extends NodeBase {
	kind: 'cropping2d';
	/** Rows and columns taken away. */
	crops: Pads;
}

export interface ChannelReductionNode extends NodeBase {
	kind: 'channelReduction';
	operation: 'mean' | 'max' | 'min' | 'sum';
}

export interface ChannelOrderNode extends NodeBase {
	kind: 'channelOrder';
	order: readonly number[];
}

/** To the rows and columns of its shape. */
export interface ResizeNode extends NodeBase {
	kind: 'resize';
	interpolation: Interpolation;
}

export interface PlainNode extends NodeBase {
	kind: MergeKind | 'concatenate' | 'globalAveragePooling2d' | 'globalMaxPooling2d' | 'reshape';
}

/** Value by value; inputs of one pixel or one channel count for all. */
export type MergeKind = 'add' | 'multiply' | 'subtract' | 'average' | 'maximum' | 'minimum';

export type NetworkNode =
	| ConvolutionNode
	| DenseNode
	| AffineNode
	| ActivationNode
	| RectifierNode
	| PReLUNode
	| LayerNormalizationNode
	| GroupNormalizationNode
	| ChannelReductionNode
	| ChannelOrderNode
	| ResizeNode
	| PoolingNode
	| PaddingNode
	| CroppingNode
	| PlainNode;

export const NO_PADS: Pads = [
	[0, 0],
	[0, 0]
];

/** `[rows, columns, channels]`: a list of features is an image of one pixel. */
export function asMap(shape: Shape): readonly [number, number, number] {
	if (shape.length === 1) return [1, 1, shape[0]];
	return [shape[0], shape[1], shape[2]];
}

/** Whether nothing is padded. */
export function isUnpadded(pads: Pads): boolean {
	return pads.every(([before, after]) => before === 0 && after === 0);
}
