import type { LayerGraph, Weight } from '#lib/core/network/layer-graph.ts';
import { configToGraph } from './config-to-graph.ts';
import { ModelFileError } from './errors.ts';
import {
	parseLayersModelJson,
	type LayersModelJson,
	type WeightEntry
} from './layers-model-json.ts';
import { BYTES_PER_VALUE, decodeWeight } from './files/weight-encoding.ts';
import { NamedWeights } from './weight-source.ts';

/**
 * Reads a TF.js layers model, whatever converter wrote it: float32 weights or weights quantised to
 * float16, uint16 or uint8.
 *
 * @param json the parsed `model.json`
 * @param shards the bytes of the files that `shardPaths` lists, in that order
 * @param fileName how errors shall call the model
 * @throws ModelFileError, UnsupportedLayerError
 */
export function readLayersModel(
	json: unknown,
	shards: readonly Uint8Array[],
	fileName: string
): LayerGraph {
	const model = parseLayersModelJson(json, fileName);
	const weights = locateWeights(model, joined(shards), fileName);
	const topology = model.modelTopology;
	const config = 'model_config' in topology ? topology.model_config : topology;
	const read = (path: string): Weight | null => weights.get(path)?.() ?? null;
	// Where a converter does not say its version, it is Keras 2's form.
	const version = typeof topology.keras_version === 'string' ? topology.keras_version : '2';
	return configToGraph(config, new NamedWeights(weights.keys(), read), fileName, version);
}

/** For every weight a function that decodes it. */
function locateWeights(
	model: LayersModelJson,
	bytes: Uint8Array,
	fileName: string
): Map<string, () => Weight> {
	const weights = new Map<string, () => Weight>();
	let offset = 0;
	for (const entry of model.weightsManifest.flatMap((group) => group.weights)) {
		const start = offset;
		offset += byteLength(entry, fileName);
		const part = bytes.subarray(start, offset);
		weights.set(entry.name, () => {
			if (entry.dtype !== 'float32') throw new Error(`weight "${entry.name}" is ${entry.dtype}`);
			return { shape: entry.shape, values: decodeWeight(part, entry.quantization ?? null) };
		});
	}
	if (offset === bytes.length) return weights;
	throw new ModelFileError(
		fileName,
		`its weight files hold ${bytes.length} bytes, ${offset} are needed; download them again`
	);
}

function byteLength(entry: WeightEntry, fileName: string): number {
	const size = entry.shape.reduce((product, side) => product * side, 1);
	if (entry.quantization) return size * BYTES_PER_VALUE[entry.quantization.dtype];
	if (entry.dtype === 'float32' || entry.dtype === 'int32') return size * 4;
	if (entry.dtype === 'bool') return size;
	throw new ModelFileError(fileName, `weight "${entry.name}" is of unknown type ${entry.dtype}`);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let offset = 0;
	for (const part of parts) {
		bytes.set(part, offset);
		offset += part.length;
	}
	return bytes;
}
