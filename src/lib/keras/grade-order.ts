import type {
	Conv2DLayer,
	DenseLayer,
	Layer,
	LayerGraph,
	Weight
} from '#lib/core/network/layer-graph.ts';
import { outputShapes, sizeOf } from '#lib/core/network/layer-shapes.ts';

/**
 * The same network with its answers in another order, e.g. that of the grades.
 *
 * @param order for every answer of the new network the place of that answer in the old one; all of its places once
 * @throws RangeError where the network does not give as many answers
 */
export function withAnswersInOrder(graph: LayerGraph, order: readonly number[]): LayerGraph {
	const shapes = outputShapes(graph);
	const answers = sizeOf(shapes.get(graph.output)!);
	if (answers !== order.length) {
		throw new RangeError(`the network gives ${answers} numbers, ${order.length} classes are named`);
	}
	if (order.every((place, at) => place === at)) return graph;
	const layers = new Map(graph.layers.map((layer) => [layer.name, layer]));
	let last = layers.get(graph.output)!;
	const isBelow = (name: string) =>
		shapes.get(name)!.at(-1) === answers && readersOf(name, graph).length === 1;
	while (keepsOrder(last) && isBelow(last.inputs[0])) last = layers.get(last.inputs[0])!;
	return isWeighted(last) && readersOf(last.name, graph).length <= 1
		? replaced(graph, reordered(last, order))
		: withOrderAfter(graph, last, order);
}

/** Layers that treat all answers alike. */
function keepsOrder(layer: Layer): boolean {
	return ['identity', 'flatten', 'reshape', 'activation'].includes(layer.kind);
}

function readersOf(name: string, { layers }: LayerGraph): Layer[] {
	return layers.filter(({ inputs }) => inputs.includes(name));
}

function isWeighted(layer: Layer): layer is DenseLayer | Conv2DLayer {
	return layer.kind === 'dense' || (layer.kind === 'conv2d' && (layer.groups ?? 1) === 1);
}

function reordered(
	layer: DenseLayer | Conv2DLayer,
	order: readonly number[]
): DenseLayer | Conv2DLayer {
	const { kernel, bias } = layer;
	return { ...layer, kernel: columns(kernel, order), bias: bias && columns(bias, order) };
}

/** A weight whose last axis is in another order. */
function columns({ shape, values }: Weight, order: readonly number[]): Weight {
	const count = order.length;
	const moved = values.map((_, at) => values[at - (at % count) + order[at % count]]);
	return { shape, values: moved };
}

function withOrderAfter(graph: LayerGraph, last: Layer, order: readonly number[]): LayerGraph {
	const name = `${last.name}/grades`;
	const ordered: Layer = { kind: 'channelOrder', name, inputs: [last.name], order: [...order] };
	const [reader] = readersOf(last.name, graph);
	const following = reader && last.name !== graph.output;
	const layers = graph.layers.flatMap((layer) => {
		if (layer === last) return [layer, ordered];
		return following && layer === reader ? [{ ...layer, inputs: [name] } as Layer] : [layer];
	});
	return { ...graph, layers, output: following ? graph.output : name };
}

function replaced(graph: LayerGraph, changed: Layer): LayerGraph {
	const layers = graph.layers.map((layer) => (layer.name === changed.name ? changed : layer));
	return { ...graph, layers };
}
