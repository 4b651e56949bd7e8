import { describe, expect, it } from 'vitest';
import { foldAffineIntoConsumer, foldAffineIntoProducer } from '#lib/engine/compile/fold-affine.ts';
import { mergeNodes } from '#lib/engine/compile/merge-nodes.ts';
import type { ConvolutionNode, DenseNode } from '#lib/engine/compile/network-graph.ts';
import { activation, affine, conv, dense, graphOf } from './node-builders.ts';

const ONE_BORDER: ConvolutionNode['pads'] = [
	[1, 1],
	[1, 1]
];

describe('foldAffineIntoProducer', () => {
	it('scales every output channel of a convolution and its bias', () => {
		// Two inputs, two outputs: y0 = x0 + 3 x1 + 10, y1 = 2 x0 + 4 x1 + 20; then 2 y0 + 1, -y1 + 5.
		const producer = conv('conv', 'image', [1, 2, 3, 4], [1, 1, 2, 2], {
			bias: Float32Array.of(10, 20)
		});
		const graph = graphOf([4, 4, 2], producer, affine('norm', 'conv', [2, -1], [1, 5]));
		const [folded] = mergeNodes(graph, foldAffineIntoProducer).nodes as ConvolutionNode[];
		expect(folded.name).toBe('norm');
		expect(folded.inputs).toEqual(['image']);
		expect([...folded.kernel.values]).toEqual([2, -2, 6, -4]);
		expect([...folded.bias!]).toEqual([21, -15]);
	});

	it('scales the outputs of a depthwise convolution, ordered by input and multiplier', () => {
		const producer = conv('conv', 'image', [1, 2, 3, 4], [1, 1, 2, 2], {
			kind: 'depthwiseConv2d',
			shape: [4, 4, 4]
		});
		const graph = graphOf(
			[4, 4, 2],
			producer,
			affine('norm', 'conv', [1, 10, 100, 1000], [0, 0, 7, 0])
		);
		const [folded] = mergeNodes(graph, foldAffineIntoProducer).nodes as ConvolutionNode[];
		expect([...folded.kernel.values]).toEqual([1, 20, 300, 4000]);
		expect([...folded.bias!]).toEqual([0, 0, 7, 0]);
	});

	it('leaves a convolution alone whose activation comes in between', () => {
		const producer = conv('conv', 'image', [1], [1, 1, 1, 1], { activation: 'relu' });
		const graph = graphOf([4, 4, 1], producer, affine('norm', 'conv', [2], [1]));
		expect(mergeNodes(graph, foldAffineIntoProducer).nodes).toHaveLength(2);
	});

	it('leaves a convolution alone that somebody else reads as well', () => {
		const graph = graphOf(
			[4, 4, 1],
			conv('conv', 'image', [1], [1, 1, 1, 1]),
			affine('norm', 'conv', [2], [1]),
			{ ...activation('sum', 'norm'), kind: 'add', inputs: ['norm', 'conv'] }
		);
		expect(mergeNodes(graph, foldAffineIntoProducer).nodes).toHaveLength(3);
	});
});

describe('foldAffineIntoConsumer', () => {
	it('scales what a convolution reads and adds what the offset gives', () => {
		// y0 = x0 + 3 x1, y1 = 2 x0 + 4 x1 with x0 = 2 u0 + 5, x1 = 10 u1 - 1.
		const graph = graphOf(
			[4, 4, 2],
			affine('norm', 'image', [2, 10], [5, -1]),
			conv('conv', 'norm', [1, 2, 3, 4], [1, 1, 2, 2], { bias: Float32Array.of(0, 100) })
		);
		const [folded] = mergeNodes(graph, foldAffineIntoConsumer).nodes as ConvolutionNode[];
		expect([...folded.kernel.values]).toEqual([2, 4, 30, 40]);
		expect([...folded.bias!]).toEqual([2, 106]);
	});

	it('sums the offset over the whole window', () => {
		const graph = graphOf(
			[4, 4, 1],
			affine('norm', 'image', [2], [3]),
			conv('conv', 'norm', [1, 2, 3, 4], [2, 2, 1, 1])
		);
		const [folded] = mergeNodes(graph, foldAffineIntoConsumer).nodes as ConvolutionNode[];
		expect([...folded.kernel.values]).toEqual([2, 4, 6, 8]);
		expect([...folded.bias!]).toEqual([30]);
	});

	it('folds into a depthwise convolution input by input', () => {
		const graph = graphOf(
			[4, 4, 2],
			affine('norm', 'image', [2, 10], [1, 3]),
			conv('conv', 'norm', [1, 2, 3, 4], [1, 1, 2, 2], {
				kind: 'depthwiseConv2d',
				shape: [4, 4, 4]
			})
		);
		const [folded] = mergeNodes(graph, foldAffineIntoConsumer).nodes as ConvolutionNode[];
		expect([...folded.kernel.values]).toEqual([2, 4, 30, 40]);
		expect([...folded.bias!]).toEqual([1, 2, 9, 12]);
	});

	it('folds into a dense layer', () => {
		const graph = graphOf(
			[2],
			affine('norm', 'image', [2, 10], [1, 3]),
			dense('dense', 'norm', [1, 2, 3, 4], 2)
		);
		const [folded] = mergeNodes(graph, foldAffineIntoConsumer).nodes as DenseNode[];
		expect([...folded.kernel.values]).toEqual([2, 4, 30, 40]);
		expect([...folded.bias!]).toEqual([10, 14]);
	});

	it('keeps an offset in front of a padded convolution, whose border is zero', () => {
		const padded = (offset: number) =>
			graphOf(
				[4, 4, 1],
				affine('norm', 'image', [2], [offset]),
				conv('conv', 'norm', Array(9).fill(1), [3, 3, 1, 1], { pads: ONE_BORDER })
			);
		expect(mergeNodes(padded(1), foldAffineIntoConsumer).nodes).toHaveLength(2);
		expect(mergeNodes(padded(0), foldAffineIntoConsumer).nodes).toHaveLength(1);
	});
});
