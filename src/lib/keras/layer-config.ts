import type { Activation, Layer } from '#lib/core/network/layer-graph.ts';
import type { Json } from './config-values.ts';

/**
 * A layer's class and settings in Keras 2's terms, which TF.js reads where it has the layer; `ChannelOrder`,
 * `ChannelReduction`, `LayerScale`, `GroupNormalization`, numbers for every channel of a Rescaling, Normalization and groups it has not.
 */
export interface KerasLayer {
	className: string;
	/** Without the name. */
	config: Json;
}

/**
 * How Keras 2 and TF.js describe a layer.
 *
 * @param inputShape `[height, width, channels]` of the network, for its input layer
 */
export function kerasLayer(layer: Layer, inputShape: readonly number[]): KerasLayer {
	switch (layer.kind) {
		case 'input':
			return {
				className: 'InputLayer',
				config: { batch_input_shape: [null, ...inputShape], dtype: 'float32', sparse: false }
			};
		case 'conv2d': {
			const [height, width, , filters] = layer.kernel.shape;
			return {
				className: 'Conv2D',
				config: {
					filters,
					kernel_size: [height, width],
					...(layer.groups !== undefined && { groups: layer.groups }),
					...convolution(layer)
				}
			};
		}
		case 'depthwiseConv2d': {
			const [height, width, , multiplier] = layer.kernel.shape;
			return {
				className: 'DepthwiseConv2D',
				config: {
					kernel_size: [height, width],
					depth_multiplier: multiplier,
					...convolution(layer)
				}
			};
		}
		case 'separableConv2d': {
			const [height, width, , multiplier] = layer.depthwiseKernel.shape;
			return {
				className: 'SeparableConv2D',
				config: {
					filters: layer.pointwiseKernel.shape[3],
					kernel_size: [height, width],
					depth_multiplier: multiplier,
					...convolution(layer)
				}
			};
		}
		case 'batchNormalization':
			return {
				className: 'BatchNormalization',
				config: {
					axis: -1,
					epsilon: layer.epsilon,
					center: layer.beta !== null,
					scale: layer.gamma !== null
				}
			};
		case 'layerNormalization':
			return {
				className: 'LayerNormalization',
				config: {
					axis: -1,
					epsilon: layer.epsilon,
					center: layer.beta !== null,
					scale: layer.gamma !== null
				}
			};
		case 'groupNormalization':
			return {
				className: 'GroupNormalization',
				config: {
					axis: -1,
					groups: layer.groups,
					epsilon: layer.epsilon,
					center: layer.beta !== null,
					scale: layer.gamma !== null
				}
			};
		case 'normalization':
			return { className: 'Normalization', config: { axis: -1, mean: null, variance: null } };
		case 'layerScale':
			return { className: 'LayerScale', config: {} };
		case 'activation':
			return {
				className: 'Activation',
				config: { activation: activationName(layer.activation) }
			};
		case 'rectifier': {
			const { negativeSlope, threshold, maxValue } = layer;
			return threshold === 0 && maxValue === null
				? { className: 'LeakyReLU', config: { alpha: negativeSlope } }
				: {
						className: 'ReLU',
						config: { negative_slope: negativeSlope, threshold, max_value: maxValue }
					};
		}
		case 'prelu':
			return { className: 'PReLU', config: {} };
		case 'add':
		case 'multiply':
		case 'subtract':
		case 'average':
		case 'maximum':
		case 'minimum':
			return { className: layer.kind[0].toUpperCase() + layer.kind.slice(1), config: {} };
		case 'scaledAdd':
			return { className: 'CustomScaleLayer', config: { scale: layer.scale } };
		case 'concatenate':
			return { className: 'Concatenate', config: { axis: -1 } };
		case 'maxPooling2d':
		case 'averagePooling2d':
			return {
				className: layer.kind === 'maxPooling2d' ? 'MaxPooling2D' : 'AveragePooling2D',
				config: {
					pool_size: layer.poolSize,
					strides: layer.strides,
					padding: layer.padding,
					data_format: 'channels_last'
				}
			};
		case 'globalAveragePooling2d':
		case 'globalMaxPooling2d':
			return {
				className:
					layer.kind === 'globalMaxPooling2d' ? 'GlobalMaxPooling2D' : 'GlobalAveragePooling2D',
				config: { data_format: 'channels_last', keepdims: layer.keepDims ?? false }
			};
		case 'channelReduction':
			return { className: 'ChannelReduction', config: { operation: layer.operation } };
		case 'channelOrder':
			return { className: 'ChannelOrder', config: { order: layer.order } };
		case 'zeroPadding2d':
			return {
				className: 'ZeroPadding2D',
				config: { padding: layer.padding, data_format: 'channels_last' }
			};
		case 'cropping2d':
			return {
				className: 'Cropping2D',
				config: { cropping: layer.cropping, data_format: 'channels_last' }
			};
		case 'upSampling2d':
			return {
				className: 'UpSampling2D',
				config: {
					size: layer.size,
					interpolation: layer.interpolation,
					data_format: 'channels_last'
				}
			};
		case 'resizing':
			return {
				className: 'Resizing',
				config: {
					height: layer.size[0],
					width: layer.size[1],
					interpolation: layer.interpolation
				}
			};
		case 'rescaling':
			return { className: 'Rescaling', config: { scale: layer.scale, offset: layer.offset } };
		case 'flatten':
			return { className: 'Flatten', config: { data_format: 'channels_last' } };
		case 'reshape':
			return { className: 'Reshape', config: { target_shape: layer.shape } };
		case 'dense':
			return {
				className: 'Dense',
				config: {
					units: layer.kernel.shape[1],
					activation: activationName(layer.activation),
					use_bias: layer.bias !== null
				}
			};
		case 'identity':
			return { className: 'Dropout', config: { rate: 0 } };
	}
}

function convolution(
	layer: Extract<Layer, { kind: 'conv2d' | 'depthwiseConv2d' | 'separableConv2d' }>
): Json {
	return {
		strides: layer.strides,
		dilation_rate: layer.dilations,
		padding: layer.padding,
		data_format: 'channels_last',
		activation: activationName(layer.activation),
		use_bias: layer.bias !== null
	};
}

/** Of Keras 2, which TF.js reads; `hard_sigmoid_3` and `gelu_tanh` are this project's. */
function activationName(activation: Activation): string {
	return ACTIVATION_NAMES[activation] ?? activation;
}

const ACTIVATION_NAMES: Partial<Record<Activation, string>> = {
	geluTanh: 'gelu_tanh',
	hardSigmoid: 'hard_sigmoid_3',
	hardSigmoidFifth: 'hard_sigmoid',
	hardSwish: 'hard_swish'
};
