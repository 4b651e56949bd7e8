import { tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { execute, uploadWeights, type NodeWeights } from './execute-node.ts';
import { countReaders } from '#lib/engine/compile/merge-nodes.ts';
import type { NetworkGraph } from '#lib/engine/compile/network-graph.ts';

/** Runs the nodes of a graph one after the other on the chosen backend; holds the weights on the device. */
export class NetworkExecutor {
	#graph: NetworkGraph;
	#readers: Map<string, number>;
	#weights: Map<string, NodeWeights>;

	constructor(graph: NetworkGraph) {
		this.#graph = graph;
		this.#readers = countReaders(graph);
		this.#weights = new Map(graph.nodes.map((node) => [node.name, uploadWeights(node)]));
	}

	/**
	 * @param input `[n, height, width, channels]`; stays the caller's
	 * @returns the graph's output `[n, rows, columns, channels]`, to be disposed by the caller
	 */
	run(input: Tensor4D): Tensor4D {
		return tidy(() => {
			const outputs = new Map<string, Tensor4D>([[this.#graph.input, input]]);
			const unread = new Map(this.#readers);
			for (const node of this.#graph.nodes) {
				const inputs = node.inputs.map((name) => outputs.get(name)!);
				outputs.set(node.name, execute(node, inputs, this.weightsOf(node.name)));
				for (const name of node.inputs) {
					const left = unread.get(name)! - 1;
					unread.set(name, left);
					if (left === 0 && name !== this.#graph.input) outputs.get(name)!.dispose();
				}
			}
			return outputs.get(this.#graph.output)!;
		});
	}

	/**
	 * As `run`, with what every node answers by its name, the input under the graph's; to be disposed by the caller.
	 */
	runAll(input: Tensor4D): Map<string, Tensor4D> {
		const outputs = new Map<string, Tensor4D>([[this.#graph.input, input]]);
		for (const node of this.#graph.nodes) {
			const inputs = node.inputs.map((name) => outputs.get(name)!);
			outputs.set(node.name, execute(node, inputs, this.weightsOf(node.name)));
		}
		return outputs;
	}

	weightsOf(node: string): NodeWeights {
		return this.#weights.get(node)!;
	}

	dispose(): void {
		for (const weights of this.#weights.values()) {
			for (const weight of Object.values(weights)) weight?.dispose();
		}
		this.#weights.clear();
	}
}
