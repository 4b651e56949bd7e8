/**
 * A network as a model file describes it: layers in topological order with their weights, before any
 * optimisation. Readers of model files produce it, the engine compiles it. One input image tensor
 * `[batch, height, width, channels]`, one output.
 */
export interface LayerGraph {
	name: string;
	/** Name of the input layer. */
	input: string;
	/** `[height, width, channels]` of one input image. */
	inputShape: readonly [number, number, number];
	/** Name of the layer whose output is the network's output. */
	output: string;
	/** Every layer comes after all of its inputs. */
	layers: readonly Layer[];
}

/** A weight tensor, row-major, in the layout Keras stores (convolution kernels are HWIO). */
export interface Weight {
	shape: readonly number[];
	values: Float32Array;
}

/**
 * Functions of one value, but softmax of all channels. `hardSigmoid` is `relu6(x + 3) / 6` as in Keras 3, `hardSigmoidFifth`
 * `clip(x / 5 + 0.5, 0, 1)` as in Keras 2; `geluTanh` the approximation of `gelu` by tanh.
 */
export const ACTIVATIONS = [
	'linear',
	'relu',
	'relu6',
	'softmax',
	'sigmoid',
	'tanh',
	'elu',
	'selu',
	'softplus',
	'softsign',
	'exponential',
	'swish',
	'mish',
	'gelu',
	'geluTanh',
	'hardSigmoid',
	'hardSigmoidFifth',
	'hardSwish'
] as const;

export type Activation = (typeof ACTIVATIONS)[number];
export type Padding = 'same' | 'valid';
export type Pair = readonly [number, number];

interface LayerBase {
	name: string;
	/** Names of the layers this one reads, in order. */
	inputs: readonly string[];
}

export interface InputLayer extends LayerBase {
	kind: 'input';
}

export interface Conv2DLayer extends LayerBase {
	kind: 'conv2d';
	strides: Pair;
	dilations: Pair;
	padding: Padding;
	activation: Activation;
	/** Channels are read in so many groups, each by its share of the filters; 1 where absent. */
	groups?: number;
	/** `[height, width, in / groups, out]` */
	kernel: Weight;
	bias: Weight | null;
}

export interface DepthwiseConv2DLayer extends LayerBase {
	kind: 'depthwiseConv2d';
	strides: Pair;
	dilations: Pair;
	padding: Padding;
	activation: Activation;
	/** `[height, width, in, multiplier]` */
	kernel: Weight;
	bias: Weight | null;
}

export interface SeparableConv2DLayer extends LayerBase {
	kind: 'separableConv2d';
	strides: Pair;
	dilations: Pair;
	padding: Padding;
	activation: Activation;
	/** `[height, width, in, multiplier]` */
	depthwiseKernel: Weight;
	/** `[1, 1, in * multiplier, out]` */
	pointwiseKernel: Weight;
	bias: Weight | null;
}

export interface BatchNormalizationLayer extends LayerBase {
	kind: 'batchNormalization';
	epsilon: number;
	gamma: Weight | null;
	beta: Weight | null;
	movingMean: Weight;
	movingVariance: Weight;
}

/** `gamma (x - mean) / sqrt(variance + epsilon) + beta` with the mean and variance of the channels of each pixel. */
export interface LayerNormalizationLayer extends LayerBase {
	kind: 'layerNormalization';
	epsilon: number;
	gamma: Weight | null;
	beta: Weight | null;
}

/** The same with the mean and variance of groups of channels over all pixels: of all in one group, or of each alone. */
export interface GroupNormalizationLayer extends LayerBase {
	kind: 'groupNormalization';
	groups: number;
	epsilon: number;
	gamma: Weight | null;
	beta: Weight | null;
}

/** `(x - mean) / max(sqrt(variance), 1e-7)`, a number of each for every channel or one for all. */
export interface NormalizationLayer extends LayerBase {
	kind: 'normalization';
	mean: Weight;
	variance: Weight;
}

/** `gamma * x`, a number for every channel: the scaled branches of ConvNeXt. */
export interface LayerScaleLayer extends LayerBase {
	kind: 'layerScale';
	gamma: Weight;
}

export interface ActivationLayer extends LayerBase {
	kind: 'activation';
	activation: Activation;
}

/**
 * `min(x, maxValue)` from the threshold on, `negativeSlope * (x - threshold)` below it: ReLU in its general form, which
 * LeakyReLU is one of.
 */
export interface RectifierLayer extends LayerBase {
	kind: 'rectifier';
	negativeSlope: number;
	threshold: number;
	/** Null where there is none. */
	maxValue: number | null;
}

/** x above zero, `alpha * x` below: a number for every channel (`[1, 1, channels]`) or value. */
export interface PReLULayer extends LayerBase {
	kind: 'prelu';
	alpha: Weight;
}

export interface AddLayer extends LayerBase {
	kind: 'add';
}

/** Of two inputs or more, value by value; maps of one channel or one pixel count for all. */
export interface MergeLayer extends LayerBase {
	kind: 'multiply' | 'subtract' | 'average' | 'maximum' | 'minimum';
}

/** `inputs[0] + scale * inputs[1]`: the residual of Inception-ResNet-v2. */
export interface ScaledAddLayer extends LayerBase {
	kind: 'scaledAdd';
	scale: number;
}

/** Of the channels, or of the features of lists. */
export interface ConcatenateLayer extends LayerBase {
	kind: 'concatenate';
}

export interface Pooling2DLayer extends LayerBase {
	kind: 'maxPooling2d' | 'averagePooling2d';
	poolSize: Pair;
	strides: Pair;
	padding: Padding;
}

export interface GlobalPooling2DLayer extends LayerBase {
	kind: 'globalAveragePooling2d' | 'globalMaxPooling2d';
	/** Whether the answer is an image of one pixel instead of a list of features; a list where absent. */
	keepDims?: boolean;
}

/** The mean, maximum or minimum of the channels of each pixel: an image of one channel. */
export interface ChannelReductionLayer extends LayerBase {
	kind: 'channelReduction';
	operation: 'mean' | 'max' | 'min' | 'sum';
}

/** Some channels in some order, by their places in the input. */
export interface ChannelOrderLayer extends LayerBase {
	kind: 'channelOrder';
	order: readonly number[];
}

export interface ZeroPadding2DLayer extends LayerBase {
	kind: 'zeroPadding2d';
	/** `[[top, bottom], [left, right]]` */
	padding: readonly [Pair, Pair];
}

export interface Cropping2DLayer extends LayerBase {
	kind: 'cropping2d';
	/** Taken away: `[[top, bottom], [left, right]]` */
	cropping: readonly [Pair, Pair];
}

/** Repeats every pixel (`nearest`) or interpolates between them (`bilinear`), sizes times a whole number. */
export interface UpSampling2DLayer extends LayerBase {
	kind: 'upSampling2d';
	size: Pair;
	interpolation: Interpolation;
}

/** As `tf.image.resize` without antialiasing; whole pixels, centres at halves. */
export interface ResizingLayer extends LayerBase {
	kind: 'resizing';
	/** `[height, width]` */
	size: Pair;
	interpolation: Interpolation;
}

export type Interpolation = 'nearest' | 'bilinear';

/** `scale * x + offset`, a number of each for all channels or for every one. */
export interface RescalingLayer extends LayerBase {
	kind: 'rescaling';
	scale: number | readonly number[];
	offset: number | readonly number[];
}

export interface FlattenLayer extends LayerBase {
	kind: 'flatten';
}

/** The same values in another shape, an image or a list. */
export interface ReshapeLayer extends LayerBase {
	kind: 'reshape';
	shape: readonly number[];
}

/** Of a list of features, or of the channels of every pixel. */
export interface DenseLayer extends LayerBase {
	kind: 'dense';
	activation: Activation;
	/** `[in, out]` */
	kernel: Weight;
	bias: Weight | null;
}

/** Dropout and its kin: nothing happens at inference. */
export interface IdentityLayer extends LayerBase {
	kind: 'identity';
}

export type Layer =
	| InputLayer
	| Conv2DLayer
	| DepthwiseConv2DLayer
	| SeparableConv2DLayer
	| BatchNormalizationLayer
	| LayerNormalizationLayer
	| GroupNormalizationLayer
	| NormalizationLayer
	| LayerScaleLayer
	| ActivationLayer
	| RectifierLayer
	| PReLULayer
	| AddLayer
	| ScaledAddLayer
	| MergeLayer
	| ConcatenateLayer
	| Pooling2DLayer
	| GlobalPooling2DLayer
	| ChannelReductionLayer
	| ChannelOrderLayer
	| ZeroPadding2DLayer
	| Cropping2DLayer
	| UpSampling2DLayer
	| ResizingLayer
	| RescalingLayer
	| FlattenLayer
	| ReshapeLayer
	| DenseLayer
	| IdentityLayer;
