import { describe, expect, it } from 'vitest';
import type { Layer, LayerGraph, Padding } from '#lib/core/network/layer-graph.ts';
import { outputShapes, windowedLength } from '#lib/core/network/layer-shapes.ts';

const zeros = (...shape: number[]) => ({
	shape,
	values: new Float32Array(shape.reduce((product, side) => product * side, 1))
});

function graph(...layers: Layer[]): LayerGraph {
	return {
		name: 'net',
		input: 'image',
		inputShape: [9, 8, 3],
		output: layers[layers.length - 1].name,
		layers: [{ kind: 'input', name: 'image', inputs: [] }, ...layers]
	};
}

const shapeOf = (...layers: Layer[]) => {
	const net = graph(...layers);
	return outputShapes(net).get(net.output);
};

const base = { name: 'it', inputs: ['image'] };
const window = {
	strides: [2, 2],
	dilations: [1, 1],
	padding: 'valid',
	activation: 'linear',
	bias: null
} as const;

// keras.layers.MaxPooling2D / Conv2D(...).compute_output_shape
it.each<[number, number, number, number, Padding, number]>([
	[224, 7, 2, 1, 'valid', 109],
	[224, 7, 2, 1, 'same', 112],
	[5, 3, 2, 1, 'same', 3],
	[5, 2, 2, 1, 'valid', 2],
	[9, 3, 1, 2, 'valid', 5],
	[9, 3, 1, 2, 'same', 9]
])('a window over %i of size %i, stride %i, dilation %i, %s gives %i', (...setting) => {
	const [length, size, stride, dilation, padding, result] = setting;
	expect(windowedLength(length, size, stride, dilation, padding)).toBe(result);
});

describe('output shapes', () => {
	it('of convolutions', () => {
		const kernel = zeros(3, 2, 3, 4);
		expect(shapeOf({ ...base, ...window, kind: 'conv2d', kernel })).toEqual([4, 4, 4]);
		expect(shapeOf({ ...base, ...window, kind: 'depthwiseConv2d', kernel })).toEqual([4, 4, 12]);
		expect(
			shapeOf({
				...base,
				...window,
				kind: 'separableConv2d',
				depthwiseKernel: kernel,
				pointwiseKernel: zeros(1, 1, 12, 7)
			})
		).toEqual([4, 4, 7]);
	});

	it('of padding, pooling, joining and the head', () => {
		const shapes = outputShapes(
			graph(
				{
					kind: 'zeroPadding2d',
					name: 'pad',
					inputs: ['image'],
					padding: [
						[1, 2],
						[0, 3]
					]
				},
				{
					kind: 'cropping2d',
					name: 'crop',
					inputs: ['pad'],
					cropping: [
						[1, 0],
						[2, 3]
					]
				},
				{
					kind: 'maxPooling2d',
					name: 'max',
					inputs: ['pad'],
					poolSize: [3, 3],
					strides: [2, 2],
					padding: 'same'
				},
				{ kind: 'concatenate', name: 'join', inputs: ['max', 'max'] },
				{ kind: 'flatten', name: 'flat', inputs: ['join'] },
				{ kind: 'globalAveragePooling2d', name: 'mean', inputs: ['join'] },
				{
					kind: 'dense',
					name: 'head',
					inputs: ['mean'],
					activation: 'softmax',
					kernel: zeros(6, 5),
					bias: zeros(5)
				}
			)
		);
		expect([...shapes]).toEqual([
			['image', [9, 8, 3]],
			['pad', [12, 11, 3]],
			['crop', [11, 6, 3]],
			['max', [6, 6, 3]],
			['join', [6, 6, 6]],
			['flat', [216]],
			['mean', [6]],
			['head', [5]]
		]);
	});
});

describe('what does not fit is refused by layer', () => {
	const half: Layer = {
		kind: 'maxPooling2d',
		name: 'half',
		inputs: ['image'],
		poolSize: [2, 2],
		strides: [2, 2],
		padding: 'valid'
	};
	it.each<[string, Layer[], RegExp]>([
		[
			'a sum of two sizes',
			[half, { kind: 'add', name: 'it', inputs: ['image', 'half'] }],
			/"it" adds/
		],
		[
			'a join of two sizes',
			[half, { kind: 'concatenate', name: 'it', inputs: ['image', 'half'] }],
			/"it" joins/
		],
		['a forward reference', [{ kind: 'flatten', name: 'it', inputs: ['later'] }], /reads "later"/],
		[
			'a window larger than the image',
			[{ ...base, ...window, kind: 'conv2d', kernel: zeros(11, 11, 3, 1) }],
			/"it" would give an output of shape \[0, -1, 1\]/
		],
		[
			'a bias of another length',
			[{ ...base, ...window, kind: 'conv2d', kernel: zeros(1, 1, 3, 4), bias: zeros(3) }],
			/bias of layer "it" has shape \[3\], \[4\] is needed/
		],
		[
			'a dense layer of other channels',
			[{ ...base, kind: 'dense', activation: 'linear', kernel: zeros(4, 5), bias: null }],
			/kernel of layer "it" has shape \[4, 5\], \[3, any\] is needed/
		],
		[
			'groups that do not divide the channels',
			[{ ...base, ...window, kind: 'conv2d', groups: 2, kernel: zeros(3, 3, 1, 4) }],
			/"it" reads 3 channels into 4 in 2 groups/
		],
		[
			'a product of maps of two sizes',
			[half, { kind: 'multiply', name: 'it', inputs: ['image', 'half'] }],
			/"it" joins/
		],
		[
			'numbers for other channels',
			[{ ...base, kind: 'rescaling', scale: [1, 2], offset: 0 }],
			/"it" has 2 numbers for 3 channels/
		],
		[
			'a channel that is not there',
			[{ ...base, kind: 'channelOrder', order: [3] }],
			/"it" reads channel 3 of 3/
		],
		[
			'another number of values',
			[{ ...base, kind: 'reshape', shape: [5, 5, 3] }],
			/"it" makes \[5, 5, 3\] of/
		]
	])('%s', (_, layers, reason) => {
		expect(() => outputShapes(graph(...layers))).toThrow(reason);
	});
});
