import { GRADE_COUNT } from '#lib/core/grades.ts';
import type { Weight } from '#lib/core/layer-graph.ts';
import type { Shape } from '#lib/core/layer-shapes.ts';
import { UnsupportedHeadError, UnsupportedNetworkError } from './errors.ts';
import type { NetworkGraph, NetworkNode } from './network-graph.ts';

/** What a network does with its last feature map: average it, and one linear map to the logits. */
export interface Head {
	/** `[rows, columns, channels]` of the feature map. */
	featureShape: Shape;
	/** `[channels, 5]` */
	kernel: Weight;
	bias: Float32Array | null;
}

/**
 * Cuts a compiled network at its last feature map: the trunk computes the map, the head the grades.
 *
 * @throws UnsupportedHeadError where it does not end in global average pooling and one dense layer
 * @throws UnsupportedNetworkError where it does not tell five classes apart
 */
export function splitHead(graph: NetworkGraph): { trunk: NetworkGraph; head: Head } {
	const nodes = new Map(graph.nodes.map((node) => [node.name, node]));
	const refuse = (found: NetworkNode | undefined): never => {
		throw new UnsupportedHeadError(graph.name, found ? describe(found) : 'its input');
	};

	let dense = nodes.get(graph.output);
	if (dense?.kind === 'activation' && dense.activation === 'softmax') {
		dense = nodes.get(dense.inputs[0]);
	}
	if (dense?.kind !== 'dense') return refuse(dense);
	const pooling = nodes.get(dense.inputs[0]);
	if (pooling?.kind !== 'globalAveragePooling2d') return refuse(pooling);
	const features = nodes.get(pooling.inputs[0]);
	if (!features) return refuse(features);

	const classes = dense.kernel.shape[1];
	if (classes !== GRADE_COUNT) {
		throw new UnsupportedNetworkError(
			`${graph.name} tells ${classes} classes apart; the engine reads networks with ${GRADE_COUNT}, one for each Kellgren-Lawrence grade.`
		);
	}
	return {
		trunk: pruneTo(graph, features.name),
		head: { featureShape: features.shape, kernel: dense.kernel, bias: dense.bias }
	};
}

/** The part of a graph that one node depends on. */
function pruneTo(graph: NetworkGraph, output: string): NetworkGraph {
	const needed = new Set([output]);
	const nodes = graph.nodes.toReversed().filter((node) => {
		if (!needed.has(node.name)) return false;
		for (const input of node.inputs) needed.add(input);
		return true;
	});
	return { ...graph, output, nodes: nodes.reverse() };
}

function describe(node: NetworkNode): string {
	const kind = node.kind === 'activation' ? node.activation : node.kind;
	return `${node.name} (${kind})`;
}
