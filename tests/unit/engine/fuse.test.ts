import { describe, expect, it } from 'vitest';
import { fuseActivation } from '#lib/engine/compile/fuse-activation.ts';
import { fusePadding } from '#lib/engine/compile/fuse-padding.ts';
import { mergeNodes } from '#lib/engine/compile/merge-nodes.ts';
import type { ConvolutionNode, PoolingNode } from '#lib/engine/compile/network-graph.ts';
import { activation, conv, graphOf, padding, pooling } from './node-builders.ts';

const pads = (
	top: number,
	bottom: number,
	left: number,
	right: number
): ConvolutionNode['pads'] => [
	[top, bottom],
	[left, right]
];

describe('fusePadding', () => {
	it('adds to the padding of a convolution', () => {
		const graph = graphOf(
			[4, 4, 1],
			padding('pad', 'image', pads(1, 2, 3, 4)),
			conv('conv', 'pad', [1], [1, 1, 1, 1], { pads: pads(0, 1, 0, 1) })
		);
		const [fused] = mergeNodes(graph, fusePadding).nodes as ConvolutionNode[];
		expect(fused.pads).toEqual(pads(1, 3, 3, 5));
		expect(fused.inputs).toEqual(['image']);
	});

	it('becomes that of a maximum pooling after ReLU', () => {
		const graph = graphOf(
			[4, 4, 2],
			activation('relu', 'image'),
			padding('pad', 'relu', pads(1, 1, 1, 1)),
			pooling('pool', 'pad', 'maxPooling2d')
		);
		const fused = mergeNodes(graph, fusePadding).nodes;
		expect(fused.map(({ name }) => name)).toEqual(['relu', 'pool']);
		expect((fused[1] as PoolingNode).pads).toEqual(pads(1, 1, 1, 1));
	});

	it('stays where a padded zero could win, count, or be all that a window sees', () => {
		const pair = (before: 'relu' | 'tanh', border: number, kind: PoolingNode['kind']) =>
			graphOf(
				[4, 4, 2],
				activation('act', 'image', before),
				padding('pad', 'act', pads(border, 0, 0, 0)),
				pooling('pool', 'pad', kind)
			);
		expect(mergeNodes(pair('tanh', 1, 'maxPooling2d'), fusePadding).nodes).toHaveLength(3);
		expect(mergeNodes(pair('relu', 1, 'averagePooling2d'), fusePadding).nodes).toHaveLength(3);
		expect(mergeNodes(pair('relu', 3, 'maxPooling2d'), fusePadding).nodes).toHaveLength(3);
	});
});

describe('fuseActivation', () => {
	it('takes ReLU into the convolution, and one only', () => {
		const graph = graphOf(
			[4, 4, 1],
			conv('conv', 'image', [1], [1, 1, 1, 1]),
			activation('relu', 'conv'),
			activation('relu6', 'relu', 'relu6')
		);
		const fused = mergeNodes(graph, fuseActivation).nodes;
		expect(fused.map(({ name }) => name)).toEqual(['relu', 'relu6']);
		expect((fused[0] as ConvolutionNode).activation).toBe('relu');
	});

	it('leaves activations alone that the backends do not fuse', () => {
		const graph = graphOf(
			[4, 4, 1],
			conv('conv', 'image', [1], [1, 1, 1, 1]),
			activation('tanh', 'conv', 'tanh')
		);
		expect(mergeNodes(graph, fuseActivation).nodes).toHaveLength(2);
	});

	it('never swallows the output of the network', () => {
		const graph = {
			...graphOf([4, 4, 1], conv('conv', 'image', [1], [1, 1, 1, 1]), activation('relu', 'conv')),
			output: 'conv'
		};
		expect(mergeNodes(graph, fuseActivation).nodes).toHaveLength(2);
	});
});
