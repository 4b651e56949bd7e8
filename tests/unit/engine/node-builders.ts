import type {
	ActivationNode,
	AffineNode,
	ConvolutionNode,
	DenseNode,
	NetworkGraph,
	NetworkNode,
	PaddingNode,
	PoolingNode
} from '#lib/engine/compile/network-graph.ts';
import { NO_PADS } from '#lib/engine/compile/network-graph.ts';

/** Graph of nodes that read `image` first and end with the last one. */
export function graphOf(inputShape: number[], ...nodes: NetworkNode[]): NetworkGraph {
	return { name: 'test', input: 'image', inputShape, output: nodes.at(-1)!.name, nodes };
}

export function conv(
	name: string,
	input: string,
	kernel: number[],
	kernelShape: [number, number, number, number],
	more: Partial<ConvolutionNode> = {}
): ConvolutionNode {
	return {
		name,
		inputs: [input],
		kind: 'conv2d',
		shape: [4, 4, kernelShape[3]],
		strides: [1, 1],
		dilations: [1, 1],
		pads: NO_PADS,
		kernel: { shape: kernelShape, values: Float32Array.from(kernel) },
		bias: null,
		activation: 'linear',
		...more
	};
}

export function affine(name: string, input: string, scale: number[], offset: number[]): AffineNode {
	return {
		name,
		inputs: [input],
		kind: 'affine',
		shape: [4, 4, scale.length],
		scale: Float64Array.from(scale),
		offset: Float64Array.from(offset)
	};
}

export function dense(name: string, input: string, kernel: number[], units: number): DenseNode {
	return {
		name,
		inputs: [input],
		kind: 'dense',
		shape: [units],
		kernel: { shape: [kernel.length / units, units], values: Float32Array.from(kernel) },
		bias: null
	};
}

export function activation(
	name: string,
	input: string,
	kind: ActivationNode['activation'] = 'relu'
): ActivationNode {
	return { name, inputs: [input], kind: 'activation', shape: [4, 4, 2], activation: kind };
}

export function padding(name: string, input: string, pads: PaddingNode['pads']): PaddingNode {
	return { name, inputs: [input], kind: 'zeroPadding2d', shape: [6, 6, 2], pads };
}

export function pooling(name: string, input: string, kind: PoolingNode['kind']): PoolingNode {
	return {
		name,
		inputs: [input],
		kind,
		shape: [2, 2, 2],
		poolSize: [3, 3],
		strides: [2, 2],
		pads: NO_PADS
	};
}
