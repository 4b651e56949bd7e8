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

export type Activation = 'linear' | 'relu' | 'relu6' | 'softmax' | 'sigmoid' | 'tanh';
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
	/** `[height, width, in, out]` */
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

export interface ActivationLayer extends LayerBase {
	kind: 'activation';
	activation: Activation;
}

export interface AddLayer extends LayerBase {
	kind: 'add';
}

/** `inputs[0] + scale * inputs[1]`: the residual of Inception-ResNet-v2. */
export interface ScaledAddLayer extends LayerBase {
	kind: 'scaledAdd';
	scale: number;
}

export interface ConcatenateLayer extends LayerBase {
	kind: 'concatenate';
	/** Always the channel axis, 3. */
	axis: 3;
}

export interface Pooling2DLayer extends LayerBase {
	kind: 'maxPooling2d' | 'averagePooling2d';
	poolSize: Pair;
	strides: Pair;
	padding: Padding;
}

export interface GlobalAveragePooling2DLayer extends LayerBase {
	kind: 'globalAveragePooling2d';
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

export interface RescalingLayer extends LayerBase {
	kind: 'rescaling';
	scale: number;
	offset: number;
}

export interface FlattenLayer extends LayerBase {
	kind: 'flatten';
}

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
	| ActivationLayer
	| AddLayer
	| ScaledAddLayer
	| ConcatenateLayer
	| Pooling2DLayer
	| GlobalAveragePooling2DLayer
	| ZeroPadding2DLayer
	| Cropping2DLayer
	| RescalingLayer
	| FlattenLayer
	| DenseLayer
	| IdentityLayer;
