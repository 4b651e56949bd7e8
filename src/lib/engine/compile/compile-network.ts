import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
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
 * @throws UnsupportedNetworkError where the layers do not fit together
 */
export function compileNetwork(graph: LayerGraph): NetworkGraph {
	const passes = [foldAffineIntoProducer, fusePadding, foldAffineIntoConsumer, fuseActivation];
	return passes.reduce(mergeNodes, lowerLayers(graph));
}
