import type {
	Activation,
	BatchNormalizationLayer,
	Layer,
	LayerGraph,
	Pair,
	Weight
} from '#lib/core/layer-graph.ts';
import { outputShapes, type Shape } from '#lib/core/layer-shapes.ts';
import { UnsupportedNetworkError } from './errors.ts';
import { explicitPads } from './explicit-pads.ts';
import type { ConvolutionNode, NetworkGraph, NetworkNode } from './network-graph.ts';

/**
 * Rewrites layers as nodes that compute the same: shapes and paddings are worked out, separable
 * convolutions become two, batch normalisation and scales become affine nodes, activations nodes of their
 * own; layers that do nothing at inference vanish.
 *
 * @throws UnsupportedNetworkError where the layers do not fit together
 */
export function lowerLayers(graph: LayerGraph): NetworkGraph {
	const lowering = new Lowering(shapesOf(graph));
	for (const layer of graph.layers) lowering.add(layer);
	const { name, input, inputShape } = graph;
	return { name, input, inputShape, output: lowering.nodeOf(graph.output), nodes: lowering.nodes };
}

function shapesOf(graph: LayerGraph): Map<string, Shape> {
	try {
		return outputShapes(graph);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new UnsupportedNetworkError(`${graph.name} cannot run: ${reason}.`, { cause: error });
	}
}

class Lowering {
	readonly nodes: NetworkNode[] = [];
	readonly #shapes: Map<string, Shape>;
	/** By layer name: the node that computes its output. */
	readonly #nodeNames = new Map<string, string>();

	constructor(shapes: Map<string, Shape>) {
		this.#shapes = shapes;
	}

	add(layer: Layer): void {
		const node = layer.kind === 'input' ? layer.name : this.#lower(layer);
		this.#nodeNames.set(layer.name, node);
	}

	nodeOf(layer: string): string {
		return this.#nodeNames.get(layer)!;
	}

	/** Appends the nodes of one layer and returns the name of the last. */
	#lower(layer: Exclude<Layer, { kind: 'input' }>): string {
		const { name } = layer;
		const inputs = layer.inputs.map((input) => this.nodeOf(input));
		const inputShape = this.#shapes.get(layer.inputs[0])!;
		const shape = this.#shapes.get(name)!;
		switch (layer.kind) {
			case 'identity':
				return inputs[0];
			case 'conv2d':
			case 'depthwiseConv2d': {
				const { kind, kernel, bias } = layer;
				return this.#activated(layer, shape, {
					...convolution(layer, kernel, bias, inputShape),
					kind,
					inputs,
					shape
				});
			}
			case 'separableConv2d': {
				const { depthwiseKernel, pointwiseKernel, bias } = layer;
				const between = pointwiseKernel.shape[2];
				const depthwise = this.#append({
					...convolution(layer, depthwiseKernel, null, inputShape),
					kind: 'depthwiseConv2d',
					name: `${name}/depthwise`,
					inputs,
					shape: [shape[0], shape[1], between]
				});
				return this.#activated(layer, shape, {
					...convolution(POINTWISE, pointwiseKernel, bias, inputShape),
					kind: 'conv2d',
					inputs: [depthwise],
					shape
				});
			}
			case 'dense': {
				const { kind, kernel, bias } = layer;
				return this.#activated(layer, shape, {
					kind,
					inputs,
					shape,
					kernel,
					bias: bias?.values ?? null
				});
			}
			case 'activation':
				return this.#activation(name, layer.activation, inputs[0], shape);
			case 'batchNormalization':
				return this.#append({ kind: 'affine', name, inputs, shape, ...normalisation(layer) });
			case 'rescaling':
				return this.#affine(name, inputs[0], shape, layer.scale, layer.offset);
			case 'scaledAdd': {
				const scaled = this.#affine(`${name}/scale`, inputs[1], shape, layer.scale, 0);
				return this.#append({ kind: 'add', name, inputs: [inputs[0], scaled], shape });
			}
			case 'maxPooling2d':
			case 'averagePooling2d': {
				const { kind, poolSize, strides, padding } = layer;
				const window = { size: poolSize, strides, dilations: [1, 1] as const };
				const pads = explicitPads(padding, inputShape, window);
				return this.#append({ kind, name, inputs, shape, poolSize, strides, pads });
			}
			case 'zeroPadding2d':
				return this.#append({ kind: layer.kind, name, inputs, shape, pads: layer.padding });
			case 'cropping2d':
				return this.#append({ kind: layer.kind, name, inputs, shape, crops: layer.cropping });
			case 'add':
			case 'concatenate':
			case 'globalAveragePooling2d':
			case 'flatten':
				return this.#append({ kind: layer.kind, name, inputs, shape });
		}
	}

	#append(node: NetworkNode): string {
		this.nodes.push(node);
		return node.name;
	}

	/** A layer with an activation of its own: what it computes before gets another name. */
	#activated(
		{ name, activation }: { name: string; activation: Activation },
		shape: Shape,
		node: Unnamed<Extract<NetworkNode, { kernel: Weight }>>
	): string {
		if (activation === 'linear') return this.#append({ ...node, name });
		const linear = this.#append({ ...node, name: `${name}/linear` });
		return this.#activation(name, activation, linear, shape);
	}

	#activation(name: string, activation: Activation, input: string, shape: Shape): string {
		if (activation === 'linear') return input;
		return this.#append({ kind: 'activation', name, inputs: [input], shape, activation });
	}

	#affine(name: string, input: string, shape: Shape, scale: number, offset: number): string {
		const channels = shape[shape.length - 1];
		return this.#append({
			kind: 'affine',
			name,
			inputs: [input],
			shape,
			scale: new Float64Array(channels).fill(scale),
			offset: new Float64Array(channels).fill(offset)
		});
	}
}

type Unnamed<T> = T extends unknown ? Omit<T, 'name'> : never;

type ConvolutionSettings = Pick<
	Extract<Layer, { kind: 'conv2d' }>,
	'strides' | 'dilations' | 'padding'
>;

const POINTWISE: ConvolutionSettings = { strides: [1, 1], dilations: [1, 1], padding: 'valid' };

function convolution(
	{ strides, dilations, padding }: ConvolutionSettings,
	kernel: Weight,
	bias: Weight | null,
	inputShape: Shape
): Pick<ConvolutionNode, 'strides' | 'dilations' | 'pads' | 'kernel' | 'bias' | 'activation'> {
	const size: Pair = [kernel.shape[0], kernel.shape[1]];
	return {
		strides,
		dilations,
		pads: explicitPads(padding, inputShape, { size, strides, dilations }),
		kernel,
		bias: bias?.values ?? null,
		activation: 'linear'
	};
}

/** Batch normalisation at inference: `gamma (x - mean) / sqrt(variance + epsilon) + beta`. */
function normalisation(layer: BatchNormalizationLayer) {
	const { gamma, beta, movingMean, movingVariance, epsilon } = layer;
	const channels = movingMean.values.length;
	const scale = new Float64Array(channels);
	const offset = new Float64Array(channels);
	for (let c = 0; c < channels; c++) {
		scale[c] = (gamma?.values[c] ?? 1) / Math.sqrt(movingVariance.values[c] + epsilon);
		offset[c] = (beta?.values[c] ?? 0) - movingMean.values[c] * scale[c];
	}
	return { scale, offset };
}
