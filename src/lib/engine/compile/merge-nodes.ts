import type { NetworkGraph, NetworkNode } from './network-graph.ts';

/**
 * One node that computes what `producer` and then `consumer` compute, or null where there is none.
 * `find` gives the node of a name; undefined for the network's input.
 */
export type Merge = (
	producer: NetworkNode,
	consumer: NetworkNode,
	find: (name: string) => NetworkNode | undefined
) => NetworkNode | null;

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Merges every pair of nodes that `merge` can merge, where no one but the consumer reads the producer.
 * A merged node is tried again with the next one, so that whole chains melt together.
 *
 * @param keep names of nodes whose own output is wanted
 */
export function mergeNodes(
	graph: NetworkGraph,
	merge: Merge,
	keep: ReadonlySet<string> = NOTHING
): NetworkGraph {
	const readers = countReaders(graph);
	const nodes = new Map<string, NetworkNode>();
	for (const node of graph.nodes) {
		const producer = node.inputs.length === 1 ? nodes.get(node.inputs[0]) : undefined;
		const merged =
			producer && readers.get(producer.name) === 1 && !keep.has(producer.name)
				? merge(producer, node, (name) => nodes.get(name))
				: null;
		if (producer && merged) {
			nodes.delete(producer.name);
			nodes.set(node.name, { ...merged, name: node.name, inputs: producer.inputs });
		} else {
			nodes.set(node.name, node);
		}
	}
	return { ...graph, nodes: [...nodes.values()] };
}

/** How many inputs read each node; the network's output has one reader more. */
export function countReaders(graph: NetworkGraph): Map<string, number> {
	const readers = new Map([[graph.output, 1]]);
	for (const { inputs } of graph.nodes) {
		for (const name of inputs) readers.set(name, (readers.get(name) ?? 0) + 1);
	}
	return readers;
}
