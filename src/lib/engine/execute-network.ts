import {
	add,
	addN,
	avgPool,
	concat,
	fused,
	maxPool,
	mul,
	pad,
	relu,
	relu6,
	sigmoid,
	slice,
	softmax,
	tanh,
	tensor,
	tidy,
	type Tensor,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import { EngineStateError } from './errors.ts';
import { countReaders } from './merge-nodes.ts';
import { isUnpadded, type NetworkGraph, type NetworkNode, type Pads } from './network-graph.ts';

/** Runs the nodes of a graph one after the other on the chosen backend; holds the weights on the device. */
export class NetworkExecutor {
	#graph: NetworkGraph;
	#readers: Map<string, number>;
	#weights: Map<string, NodeWeights>;

	constructor(graph: NetworkGraph) {
		this.#graph = graph;
		this.#readers = countReaders(graph);
		this.#weights = new Map(graph.nodes.map((node) => [node.name, uploadWeights(node)]));
	}

	/**
	 * @param input `[n, height, width, channels]`; stays the caller's
	 * @returns the graph's output `[n, rows, columns, channels]`, to be disposed by the caller
	 */
	run(input: Tensor4D): Tensor4D {
		return tidy(() => {
			const outputs = new Map<string, Tensor4D>([[this.#graph.input, input]]);
			const unread = new Map(this.#readers);
			for (const node of this.#graph.nodes) {
				const inputs = node.inputs.map((name) => outputs.get(name)!);
				outputs.set(node.name, execute(node, inputs, this.#weights.get(node.name)!));
				for (const name of node.inputs) {
					const left = unread.get(name)! - 1;
					unread.set(name, left);
					if (left === 0 && name !== this.#graph.input) outputs.get(name)!.dispose();
				}
			}
			return outputs.get(this.#graph.output)!;
		});
	}

	dispose(): void {
		for (const weights of this.#weights.values()) {
			for (const weight of Object.values(weights)) weight?.dispose();
		}
		this.#weights.clear();
	}
}

/** `kernel` and `bias` of a convolution, `kernel` (scale) and `bias` (offset) of an affine node. */
interface NodeWeights {
	kernel?: Tensor;
	bias?: Tensor;
}

function uploadWeights(node: NetworkNode): NodeWeights {
	switch (node.kind) {
		case 'conv2d':
		case 'depthwiseConv2d': {
			const { kernel, bias } = node;
			return {
				kernel: tensor(kernel.values, [...kernel.shape], 'float32'),
				bias: bias ? tensor(bias, [bias.length], 'float32') : undefined
			};
		}
		case 'affine':
			return {
				kernel: tensor(Float32Array.from(node.scale), [node.scale.length], 'float32'),
				bias: tensor(Float32Array.from(node.offset), [node.offset.length], 'float32')
			};
		default:
			return {};
	}
}

function execute(node: NetworkNode, inputs: Tensor4D[], { kernel, bias }: NodeWeights): Tensor4D {
	const [x] = inputs;
	switch (node.kind) {
		case 'conv2d':
		case 'depthwiseConv2d': {
			const convolve = node.kind === 'conv2d' ? fused.conv2d : fused.depthwiseConv2d;
			return convolve({
				x,
				filter: kernel as Tensor4D,
				bias,
				strides: [...node.strides],
				dilations: [...node.dilations],
				// The types of the fused operations lack the explicit padding that they compute.
				pad: padArgument(node.pads) as 'valid',
				activation: node.activation
			});
		}
		case 'affine':
			return add(mul(x, kernel!), bias!);
		case 'activation':
			return ACTIVATIONS[node.activation](x);
		case 'add':
			return inputs.length === 2 ? add(x, inputs[1]) : addN(inputs);
		case 'concatenate':
			return concat(inputs, 3);
		case 'maxPooling2d':
		case 'averagePooling2d': {
			const pool = node.kind === 'maxPooling2d' ? maxPool : avgPool;
			return pool(x, [...node.poolSize], [...node.strides], padArgument(node.pads));
		}
		case 'zeroPadding2d':
			return pad(x, fourAxes(node.pads));
		case 'cropping2d': {
			const [[top], [left]] = node.crops;
			const [height, width, channels] = node.shape;
			return slice(x, [0, top, left, 0], [x.shape[0], height, width, channels]);
		}
		default:
			throw new EngineStateError(`${node.name} (${node.kind}) belongs to a head, not to a trunk.`);
	}
}

const ACTIVATIONS = { relu, relu6, sigmoid, tanh, softmax };

function padArgument(pads: Pads) {
	return isUnpadded(pads) ? 'valid' : fourAxes(pads);
}

function fourAxes([rows, columns]: Pads): FourAxes {
	return [[0, 0], [...rows], [...columns], [0, 0]];
}

type FourAxes = [[number, number], [number, number], [number, number], [number, number]];
