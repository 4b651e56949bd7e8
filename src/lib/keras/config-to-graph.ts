import type { Layer, LayerGraph, Weight } from '#lib/core/layer-graph.ts';
import { outputShapes } from '#lib/core/layer-shapes.ts';
import { ModelFileError } from './errors.ts';
import { flattenModel } from './flatten-model.ts';
import { convertLayer } from './layer-conversion.ts';
import { parseModelConfig } from './model-config.ts';
import type { WeightSource } from './weight-source.ts';

/**
 * A model's configuration and weights as a layer graph; nested models are taken apart and every shape is
 * checked.
 * @throws ModelFileError, UnsupportedLayerError
 */
export function configToGraph(json: unknown, weights: WeightSource, fileName: string): LayerGraph {
	const model = parseModelConfig(json, fileName);
	const flat = flattenModel(model, fileName);
	const once = readOnce(weights);
	const layers: Layer[] = [
		{ kind: 'input', name: flat.input, inputs: [] },
		...flat.layers.map((layer) => convertLayer(layer, once, fileName))
	];
	const graph: LayerGraph = {
		name: model.name,
		input: flat.input,
		inputShape: flat.inputShape,
		output: flat.output,
		layers
	};
	try {
		outputShapes(graph);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ModelFileError(fileName, `its layers do not fit together: ${reason}`, { cause });
	}
	return graph;
}

/** Layers that are called more than once share their weights. */
function readOnce(weights: WeightSource): WeightSource {
	const found = new Map<string, Weight | null>();
	return {
		find(address, variable) {
			const key = `${address.slot}/${variable.index}`;
			const weight = found.get(key) ?? weights.find(address, variable);
			found.set(key, weight);
			return weight;
		}
	};
}
