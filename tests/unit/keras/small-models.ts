import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { configToGraph } from '#lib/keras/config-to-graph.ts';
import type { LayerAddress, WeightSource } from '#lib/keras/weight-source.ts';

type Json = Record<string, unknown>;

export const input = (name = 'image', shape: unknown = [null, 8, 8, 3]): Json => ({
	class_name: 'InputLayer',
	config: { name, batch_input_shape: shape },
	name,
	inbound_nodes: []
});

/** A layer in Keras 2's form that reads the named layers. */
export const layer = (className: string, config: Json, ...reads: string[]): Json => ({
	class_name: className,
	config,
	name: config.name,
	inbound_nodes: [reads.map((name) => [name, 0, 0, {}])]
});

export const functional = (layers: Json[], from: string, to: string, name = 'net'): Json => ({
	class_name: 'Functional',
	config: { name, layers, input_layers: [[from, 0, 0]], output_layers: [[to, 0, 0]] }
});

/** Weights that are there whatever is asked for: shapes by layer name, values counted up. */
export function weightsFor(
	shapes: Record<string, number[][]>,
	asked: LayerAddress[] = []
): WeightSource {
	return {
		find(address, { index }) {
			asked.push(address);
			const shape = shapes[address.name]?.[index];
			if (!shape) return null;
			const size = shape.reduce((product, side) => product * side, 1);
			return { shape, values: Float32Array.from({ length: size }, (_, i) => i / size) };
		}
	};
}

export function graphOf(config: Json, shapes: Record<string, number[][]> = {}): LayerGraph {
	return configToGraph(config, weightsFor(shapes), 'small.h5', '2.10.0');
}
