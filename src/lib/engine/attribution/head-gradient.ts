import {
	add,
	cast,
	div,
	eye,
	greater,
	greaterEqual,
	matMul,
	mean,
	mul,
	neg,
	oneHot,
	ones,
	reshape,
	rsqrt,
	scalar,
	slice,
	square,
	sub,
	sum,
	tidy,
	tile,
	where,
	type Tensor,
	type Rank,
	type Tensor2D,
	type Tensor3D,
	type Tensor4D
} from '@tensorflow/tfjs-core';
import { activationSlope, rectifierSlope } from './activation-slopes.ts';
import { EngineStateError } from '#lib/engine/errors.ts';
import type { NodeWeights } from '#lib/engine/run/execute-node.ts';
import { asMap, type NetworkGraph, type NetworkNode } from '#lib/engine/compile/network-graph.ts';

/** What the backward pass needs of the forward one. */
export interface HeadPass {
	/** Of the head, from the feature map to the logits. */
	graph: NetworkGraph;
	/** Logits. */
	classCount: number;
	/** What every node answered, by name; of a linear head nothing is read. */
	values: ReadonlyMap<string, Tensor4D>;
	weightsOf: (node: string) => NodeWeights;
	/** Images. */
	count: number;
}

/**
 * The gradient of each logit by the features of the map, summed over its cells: one backward pass through
 * the head, for all classes at once.
 *
 * @returns `[n, classes, channels]`, to be disposed by the caller
 */
export function headGradient({ graph, classCount, values, weightsOf, count }: HeadPass): Tensor3D {
	return tidy(() => {
		const gradients = new Map<string, Tensor3D>();
		const give = (name: string, gradient: Tensor3D) => {
			const before = gradients.get(name);
			gradients.set(name, before ? add(before, gradient) : gradient);
		};
		const shapes = new Map(
			[...graph.nodes, { name: graph.input, shape: graph.inputShape }].map(({ name, shape }) => [
				name,
				asMap(shape)
			])
		);
		const value = (name: string) => reshape<Rank.R3>(values.get(name)!, [count, 1, -1]);
		give(
			graph.output,
			tile(reshape(eye(classCount), [1, classCount, classCount]), [count, 1, 1]) as Tensor3D
		);
		for (const node of graph.nodes.toReversed()) {
			const gradient = gradients.get(node.name);
			if (!gradient) continue;
			const backwards = inputGradients(node, gradient, {
				value,
				shapes,
				weights: weightsOf(node.name)
			});
			node.inputs.forEach((name, i) => give(name, backwards[i]));
		}
		return gradients.get(graph.input)!;
	});
}

interface Context {
	/** `[n, 1, features]` of a node. */
	value: (name: string) => Tensor3D;
	shapes: ReadonlyMap<string, readonly [number, number, number]>;
	weights: NodeWeights;
}

/** The gradients `[n, classes, features]` by each input of a node; by the map, summed over its cells. */
function inputGradients(node: NetworkNode, gradient: Tensor3D, context: Context): Tensor3D[] {
	const { value, shapes, weights } = context;
	const [input] = node.inputs;
	const [count, classCount] = gradient.shape;
	const flat = (tensor: Tensor) => reshape<Rank.R2>(tensor, [count * classCount, -1]);
	const rows = (tensor: Tensor) => reshape<Rank.R3>(tensor, [count, classCount, -1]);
	const times = (tensor: Tensor) => mul<Tensor3D>(gradient, tensor);
	switch (node.kind) {
		case 'dense':
			return [rows(matMul(flat(gradient), weights.kernel as Tensor2D, false, true))];
		case 'affine':
			return [times(weights.kernel!)];
		case 'activation': {
			const y = value(node.name);
			if (node.activation !== 'softmax') {
				return [times(activationSlope(node.activation, value(input), y))];
			}
			const weighted = times(y);
			return [sub(weighted, mul(y, sum(weighted, 2, true)))];
		}
		case 'rectifier':
			return [times(rectifierSlope(node, value(input)))];
		case 'prelu': {
			const x = value(input);
			const alpha = reshape(weights.kernel!, [1, 1, -1]);
			return [times(where(greater(x, scalar(0)), ones(x.shape), alpha))];
		}
		case 'layerNormalization': {
			const x = value(input);
			const y = value(node.name);
			const variance = mean(square(sub(x, mean(x, 2, true))), 2, true);
			const centred = sub(sub(gradient, mean(gradient, 2, true)), mul(y, mean(times(y), 2, true)));
			return [mul(centred, rsqrt(add(variance, scalar(node.epsilon))))];
		}
		case 'add':
			return node.inputs.map((name) => narrowed(gradient, name, context));
		case 'average': {
			const share = div<Tensor3D>(gradient, scalar(node.inputs.length));
			return node.inputs.map((name) => narrowed(share, name, context));
		}
		case 'subtract':
			return node.inputs.map((name, i) =>
				narrowed(i === 0 ? gradient : neg(gradient), name, context)
			);
		case 'multiply':
			return node.inputs.map((name, i) => {
				const others = node.inputs.filter((_, other) => other !== i).map(value);
				return narrowed(
					others.reduce<Tensor3D>((all, other) => mul(all, other), gradient),
					name,
					context
				);
			});
		case 'maximum':
		case 'minimum':
			return chosenGradients(node, gradient, context);
		case 'concatenate': {
			let start = 0;
			return node.inputs.map((name) => {
				const [, , channels] = shapes.get(name)!;
				const part = slice(gradient, [0, 0, start], [-1, -1, channels]);
				start += channels;
				return part;
			});
		}
		case 'channelOrder': {
			const [, , channels] = shapes.get(input)!;
			const picks = cast(oneHot([...node.order], channels), 'float32') as Tensor2D;
			return [rows(matMul(flat(gradient), picks))];
		}
		case 'reshape': {
			const [height, width, channels] = shapes.get(input)!;
			const cells = reshape(gradient, [count, classCount, height * width, channels]);
			return [sum(cells, 2)];
		}
		// Whatever its weights, a cell's share of a mean is the same in all, and one cell has all of a maximum.
		case 'globalAveragePooling2d':
		case 'globalMaxPooling2d':
		case 'averagePooling2d':
		case 'maxPooling2d':
			return [gradient];
		default:
			throw new EngineStateError(`${node.name} (${node.kind}) belongs to a trunk, not to a head.`);
	}
}

/** The gradient by an input of one feature that counted for all. */
function narrowed(gradient: Tensor3D, input: string, { shapes }: Context): Tensor3D {
	const [, , channels] = shapes.get(input)!;
	return channels === 1 && gradient.shape[2] > 1 ? sum(gradient, 2, true) : gradient;
}

/** The larger or smaller of each pair takes the gradient; of equals the first, as in TensorFlow. */
function chosenGradients(
	node: Extract<NetworkNode, { kind: 'maximum' | 'minimum' }> | NetworkNode,
	gradient: Tensor3D,
	context: Context
): Tensor3D[] {
	const values = node.inputs.map(context.value);
	return values.map((own, i) => {
		const wins = values.flatMap((other, j) => {
			if (j === i) return [];
			const [high, low] = node.kind === 'maximum' ? [own, other] : [other, own];
			return [cast((i < j ? greaterEqual : greater)(high, low), 'float32')];
		});
		const all = wins.reduce<Tensor>((product, win) => mul(product, win), gradient);
		return narrowed(all as Tensor3D, node.inputs[i], context);
	});
}
