import type {
	Conv2DLayer,
	DenseLayer,
	DepthwiseConv2DLayer,
	SeparableConv2DLayer
} from '#lib/core/network/layer-graph.ts';
import { activated } from './convert-activations.ts';
import {
	bias,
	channelsLast,
	PADDINGS,
	type Conversion,
	type Reading
} from '#lib/keras/layer-reading.ts';

function convolution(reading: Reading) {
	const { values } = reading;
	channelsLast(reading);
	return {
		strides: values.pair('strides', [1, 1]),
		dilations: values.pair('dilation_rate', [1, 1]),
		padding: values.choice('padding', PADDINGS, 'valid')
	};
}

export const CONVOLUTION_CONVERSIONS: Readonly<Record<string, Conversion>> = {
	Conv2D: (reading) => {
		const groups = reading.values.number('groups', 1);
		return activated<Conv2DLayer>(reading, {
			kind: 'conv2d',
			...convolution(reading),
			...(groups === 1 ? {} : { groups }),
			kernel: reading.weight(0, 'kernel'),
			bias: bias(reading, 1)
		});
	},
	DepthwiseConv2D: (reading) =>
		activated<DepthwiseConv2DLayer>(reading, {
			kind: 'depthwiseConv2d',
			...convolution(reading),
			kernel: reading.weight(0, 'depthwise_kernel', 'kernel'),
			bias: bias(reading, 1)
		}),
	SeparableConv2D: (reading) =>
		activated<SeparableConv2DLayer>(reading, {
			kind: 'separableConv2d',
			...convolution(reading),
			depthwiseKernel: reading.weight(0, 'depthwise_kernel'),
			pointwiseKernel: reading.weight(1, 'pointwise_kernel'),
			bias: bias(reading, 2)
		}),
	Dense: (reading) =>
		activated<DenseLayer>(reading, {
			kind: 'dense',
			kernel: reading.weight(0, 'kernel'),
			bias: bias(reading, 1)
		})
};
