import type { Activation, Layer, LayerGraph, Weight } from '#lib/core/network/layer-graph.ts';
import { outputShapes, type Shape } from '#lib/core/network/layer-shapes.ts';
import { UnsupportedNetworkError } from '#lib/engine/errors.ts';
import { explicitPads } from './explicit-pads.ts';
import {
	batchNormalisation,
	convolution,
	depthwise,
	normalisation,
	pointwise,
	POINTWISE,
	scaleAndOffset,
	ungrouped,
	wholeMapKernel,
	type Affine
} from './lower-weights.ts';
import type { NetworkGraph, NetworkNode } from './network-graph.ts';

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
		const channels = shape[shape.length - 1];
		switch (layer.kind) {
			case 'identity':
				return inputs[0];
			case 'conv2d':
			case 'depthwiseConv2d': {
				const { bias } = layer;
				const [kind, kernel] = kernelOf(layer, inputShape);
				const dense = kind === 'conv2d' ? wholeMapKernel(layer, kernel, inputShape, shape) : null;
				if (dense) {
					const flat = this.#append({
						kind: 'reshape',
						name: `${name}/flat`,
						inputs,
						shape: [dense.shape[0]]
					});
					return this.#activated(layer, shape, {
						kind: 'dense',
						inputs: [flat],
						shape,
						kernel: dense,
						bias: bias?.values ?? null
					});
				}
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
				const { kernel, bias } = layer;
				return this.#activated(
					layer,
					shape,
					shape.length === 1 || shape[0] * shape[1] === 1
						? { kind: 'dense', inputs, shape, kernel, bias: bias?.values ?? null }
						: {
								...convolution(POINTWISE, pointwise(kernel), bias, inputShape),
								kind: 'conv2d',
								inputs,
								shape
							}
				);
			}
			case 'activation':
				return this.#activation(name, layer.activation, inputs[0], shape);
			case 'rectifier': {
				const { kind, negativeSlope, threshold, maxValue } = layer;
				return this.#append({ kind, name, inputs, shape, negativeSlope, threshold, maxValue });
			}
			case 'prelu':
				return this.#append({ kind: layer.kind, name, inputs, shape, alpha: layer.alpha });
			case 'batchNormalization':
				return this.#affine(name, inputs[0], shape, batchNormalisation(layer));
			case 'normalization':
				return this.#affine(name, inputs[0], shape, normalisation(layer, channels));
			case 'layerNormalization':
			case 'groupNormalization': {
				const { epsilon, gamma, beta } = layer;
				const about = { inputs, shape, epsilon };
				const append = (as: string) =>
					layer.kind === 'groupNormalization'
						? this.#append({ kind: layer.kind, name: as, ...about, groups: layer.groups })
						: this.#append({ kind: layer.kind, name: as, ...about });
				if (!gamma && !beta) return append(name);
				const plain = append(`${name}/plain`);
				const affine = scaleAndOffset(gamma?.values ?? 1, beta?.values ?? 0, channels);
				return this.#affine(name, plain, shape, affine);
			}
			case 'layerScale':
				return this.#affine(
					name,
					inputs[0],
					shape,
					scaleAndOffset(layer.gamma.values, 0, channels)
				);
			case 'rescaling':
				return this.#affine(
					name,
					inputs[0],
					shape,
					scaleAndOffset(layer.scale, layer.offset, channels)
				);
			case 'scaledAdd': {
				const affine = scaleAndOffset(layer.scale, 0, channels);
				const scaled = this.#affine(`${name}/scale`, inputs[1], shape, affine);
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
			case 'upSampling2d':
			case 'resizing': {
				const { interpolation } = layer;
				return this.#append({ kind: 'resize', name, inputs, shape, interpolation });
			}
			case 'channelReduction':
				return this.#append({ kind: layer.kind, name, inputs, shape, operation: layer.operation });
			case 'channelOrder':
				return this.#append({ kind: layer.kind, name, inputs, shape, order: layer.order });
			case 'flatten':
			case 'reshape':
				return this.#append({ kind: 'reshape', name, inputs, shape });
			case 'add':
			case 'multiply':
			case 'subtract':
			case 'average':
			case 'maximum':
			case 'minimum':
			case 'concatenate':
			case 'globalAveragePooling2d':
			case 'globalMaxPooling2d':
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

	#affine(name: string, input: string, shape: Shape, affine: Affine): string {
		return this.#append({ kind: 'affine', name, inputs: [input], shape, ...affine });
	}
}

type Unnamed<T> = T extends unknown ? Omit<T, 'name'> : never;

/** A convolution in as many groups as channels is depthwise, one in fewer a whole one with zeros between the groups. */
function kernelOf(
	layer: Extract<Layer, { kind: 'conv2d' | 'depthwiseConv2d' }>,
	inputShape: Shape
): ['conv2d' | 'depthwiseConv2d', Weight] {
	const { kind, kernel } = layer;
	const groups = layer.kind === 'conv2d' ? (layer.groups ?? 1) : 1;
	if (groups === 1) return [kind, kernel];
	return groups === inputShape[2]
		? ['depthwiseConv2d', depthwise(kernel, groups)]
		: ['conv2d', ungrouped(kernel, groups)];
}
