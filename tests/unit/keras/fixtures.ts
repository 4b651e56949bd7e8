import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { layerWeights } from '#lib/keras/layer-weights.ts';

export const ARCHITECTURES = ['xception', 'resnet50', 'inception_resnet_v2'] as const;

export interface Reference {
	logits: number[][];
	probs: number[][];
	params: number;
}

export function fixture(name: string): Uint8Array {
	return new Uint8Array(readFileSync(`tests/fixtures/keras/${name}`));
}

export function reference(architecture: string): Reference {
	return JSON.parse(readFileSync(`tests/fixtures/keras/${architecture}_slim.ref.json`, 'utf8'));
}

/** Images `[count, 224, 224, 3]` as the reference networks read them, -1 to 1. */
export function images(count: number): Float32Array {
	const bytes = fixture('images_u8.bin').subarray(0, count * 224 * 224 * 3);
	return Float32Array.from(bytes, (value) => value / 127.5 - 1);
}

/** A `.keras` fixture whose configuration text has been changed. */
export function withChangedConfig(name: string, change: (text: string) => string): Uint8Array {
	const files = unzipSync(fixture(name));
	const before = strFromU8(files['config.json']);
	const after = change(before);
	if (after === before) throw new Error('the change changed nothing');
	return zipSync({ ...files, 'config.json': strToU8(after) }, { level: 0 });
}

/** Every weight of a network by `layer/variable`. */
export function weightsOf(graph: LayerGraph): Map<string, Float32Array> {
	return new Map(
		graph.layers.flatMap((layer) =>
			layerWeights(layer).map(
				({ name, weight }) => [`${layer.name}/${name}`, weight.values] as const
			)
		)
	);
}

/** Everything a network holds, weights as SHA-256 of their bits: quick to compare, exact. */
export function digest(graph: LayerGraph): unknown {
	return JSON.parse(
		JSON.stringify(graph, (_, value: unknown) =>
			value instanceof Float32Array ? bitsOf(value) : value
		)
	);
}

function bitsOf(values: Float32Array): string {
	const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
	return createHash('sha256').update(bytes).digest('hex');
}
