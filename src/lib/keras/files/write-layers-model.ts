import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { Json } from '#lib/keras/config-values.ts';
import { kerasLayer } from '#lib/keras/layer-config.ts';
import { layerWeights } from '#lib/keras/layer-weights.ts';
import { encodeWeight, type WeightDtype } from './weight-encoding.ts';

const SHARD_BYTES = 4 * 1024 * 1024;

/** A TF.js layers model, ready to be written. */
export interface LayersModelFiles {
	/** The content of `model.json`. */
	json: Json;
	/** File name and bytes of every shard, at most 4 MiB each. */
	shards: { name: string; bytes: Uint8Array }[];
}

/**
 * Writes a network as a standard TF.js layers model, which `tf.loadLayersModel` reads too; for
 * Inception-ResNet-v2 a class `CustomScaleLayer` (`inputs[0] + scale * inputs[1]`) must be registered there.
 * Dropout keeps its place with rate 0.
 *
 * @param dtype how kernels are stored; vectors stay float32
 */
export function writeLayersModel(graph: LayerGraph, dtype: WeightDtype): LayersModelFiles {
	const weights: Json[] = [];
	const parts: Uint8Array[] = [];
	for (const layer of graph.layers) {
		for (const { name, weight } of layerWeights(layer)) {
			const { bytes, quantization } = encodeWeight(weight, dtype);
			parts.push(bytes);
			weights.push({
				name: `${layer.name}/${name}`,
				shape: weight.shape,
				dtype: 'float32',
				...(quantization && { quantization })
			});
		}
	}
	const shards = cut(parts);
	return {
		json: {
			format: 'layers-model',
			generatedBy: 'KneeLens',
			convertedBy: null,
			modelTopology: {
				keras_version: '2.10.0',
				backend: 'tensorflow',
				model_config: topology(graph)
			},
			weightsManifest: [{ paths: shards.map(({ name }) => name), weights }]
		},
		shards
	};
}

function topology(graph: LayerGraph): Json {
	const layers = graph.layers.map((layer) => {
		const { className, config } = kerasLayer(layer, graph.inputShape);
		const reads = layer.inputs.map((name) => [name, 0, 0, {}]);
		return {
			class_name: className,
			config: { name: layer.name, trainable: true, ...config },
			name: layer.name,
			inbound_nodes: reads.length > 0 ? [reads] : []
		};
	});
	return {
		class_name: 'Functional',
		config: {
			name: graph.name,
			layers,
			input_layers: [[graph.input, 0, 0]],
			output_layers: [[graph.output, 0, 0]]
		}
	};
}

/** The parts one after the other, cut into files of equal size but the last. */
function cut(parts: readonly Uint8Array[]): { name: string; bytes: Uint8Array }[] {
	const total = parts.reduce((sum, { length }) => sum + length, 0);
	const count = Math.max(1, Math.ceil(total / SHARD_BYTES));
	const all = new Uint8Array(total);
	let offset = 0;
	for (const part of parts) {
		all.set(part, offset);
		offset += part.length;
	}
	return Array.from({ length: count }, (_, at) => ({
		name: `group1-shard${at + 1}of${count}.bin`,
		bytes: all.slice(at * SHARD_BYTES, (at + 1) * SHARD_BYTES)
	}));
}
