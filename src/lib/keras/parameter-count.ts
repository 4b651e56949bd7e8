import type { LayerGraph, Weight } from '#lib/core/network/layer-graph.ts';
import { layerWeights } from './layer-weights.ts';

/** As Keras's `model.count_params()`: moving statistics count, a shared weight counts once. */
export function parameterCount(graph: LayerGraph): number {
	const weights = new Set<Weight>();
	for (const layer of graph.layers) {
		for (const { weight } of layerWeights(layer)) weights.add(weight);
	}
	return [...weights].reduce((sum, { values }) => sum + values.length, 0);
}
