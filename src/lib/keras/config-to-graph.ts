import type { Layer, LayerGraph, Weight } from '#lib/core/network/layer-graph.ts';
import { outputShapeOf, type Shape } from '#lib/core/network/layer-shapes.ts';
import { ModelFileError } from './errors.ts';
import { flattenModel } from './flatten-model.ts';
import { convertLayer } from './convert/layer-conversion.ts';
import { parseModelConfig } from './model-config.ts';
import type { WeightSource } from './weight-source.ts';

/**
 * A model's configuration and weights as a layer graph; nested models are taken apart and every shape is
 * checked.
 *
 * @param kerasVersion that wrote the configuration; null is taken for Keras 3
 * @throws ModelFileError, UnsupportedLayerError
 */
export function configToGraph(
	json: unknown,
	weights: WeightSource,
	fileName: string,
	kerasVersion: string | null
): LayerGraph {
	const model = parseModelConfig(json, fileName);
	const flat = flattenModel(model, fileName);
	const layers: Layer[] = [];
	const shapes = new Map<string, Shape>();
	const add = (layer: Layer) => {
		const inputs = layer.inputs.map((name) => shapes.get(name)!);
		shapes.set(layer.name, shapeOf(layer, inputs, flat.inputShape, fileName));
		layers.push(layer);
	};
	add({ kind: 'input', name: flat.input, inputs: [] });
	const keras = kerasVersion === null || /^3\b/.test(kerasVersion) ? 3 : 2;
	const context = { weights: readOnce(weights), fileName, keras, shapes } as const;
	for (const layer of flat.layers) convertLayer(layer, context).forEach(add);
	return {
		name: model.name,
		input: flat.input,
		inputShape: flat.inputShape,
		output: flat.output,
		layers
	};
}

function shapeOf(layer: Layer, inputs: Shape[], image: Shape, fileName: string): Shape {
	try {
		return outputShapeOf(layer, inputs, image);
	} catch (cause) {
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ModelFileError(fileName, `its layers do not fit together: ${reason}`, { cause });
	}
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
