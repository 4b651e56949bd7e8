import type { Layer } from '#lib/core/layer-graph.ts';
import type { Json } from './config-values.ts';

/** A layer's class and settings in Keras 2's terms, which TF.js reads. */
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
				config: { filters, kernel_size: [height, width], ...convolution(layer) }
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
		case 'activation':
			return { className: 'Activation', config: { activation: layer.activation } };
		case 'add':
			return { className: 'Add', config: {} };
		case 'scaledAdd':
			return { className: 'CustomScaleLayer', config: { scale: layer.scale } };
		case 'concatenate':
			return { className: 'Concatenate', config: { axis: layer.axis } };
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
			return { className: 'GlobalAveragePooling2D', config: { data_format: 'channels_last' } };
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
		case 'rescaling':
			return { className: 'Rescaling', config: { scale: layer.scale, offset: layer.offset } };
		case 'flatten':
			return { className: 'Flatten', config: { data_format: 'channels_last' } };
		case 'dense':
			return {
				className: 'Dense',
				config: {
					units: layer.kernel.shape[1],
					activation: layer.activation,
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
		activation: layer.activation,
		use_bias: layer.bias !== null
	};
}
