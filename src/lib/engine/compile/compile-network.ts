import { NotExplainableError } from '#lib/engine/errors.ts';
import type { Layer, LayerGraph } from '#lib/core/network/layer-graph.ts';
import { foldAffineIntoConsumer, foldAffineIntoProducer } from './fold-affine.ts';
import { fuseActivation } from './fuse-activation.ts';
import { fusePadding } from './fuse-padding.ts';
import { lowerLayers } from './lower-layers.ts';
import { mergeNodes } from './merge-nodes.ts';
import type { NetworkGraph } from './network-graph.ts';

/**
 * Turns the layers of a model file into a smaller graph that computes the same: batch normalisation and
 * scales folded into weights, padding and ReLU into convolutions, separable convolutions split.
 *
 * @param layer whose own output is wanted too, so that it is not fused away
 * @throws UnsupportedNetworkError where the layers do not fit together
 */
export function compileNetwork(graph: LayerGraph, layer?: string): NetworkGraph {
	const keep = new Set(layer === undefined ? [] : [nodeOfLayer(graph, layer)]);
	const passes = [foldAffineIntoProducer, fusePadding, foldAffineIntoConsumer, fuseActivation];
	return passes.reduce((nodes, merge) => mergeNodes(nodes, merge, keep), lowerLayers(graph));
}

/**
 * The node that computes a layer's output: a layer that does nothing at inference has that of the layer before it,
 * and the network's input where there is none.
 *
 * @throws NotExplainableError where the network has no layer of that name
 */
export function nodeOfLayer({ name, layers }: LayerGraph, layer: string): string {
	const byName = new Map(layers.map((other) => [other.name, other]));
	if (!byName.has(layer)) throw new NotExplainableError(`${name} has no layer ${layer}.`);
	let node = layer;
	for (let found = byName.get(node); found && doesNothing(found); found = byName.get(node)) {
		node = found.inputs[0];
	}
	return node;
}

function doesNothing(layer: Layer): boolean {
	return (
		layer.kind === 'identity' || (layer.kind === 'activation' && layer.activation === 'linear')
	);
}
