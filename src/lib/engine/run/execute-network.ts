import { tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { execute, executeDifferentiably, uploadWeights, type NodeWeights } from './execute-node.ts';
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

	/**
	 * Runs to a node and no further.
	 *
	 * @param input `[n, height, width, channels]`; stays the caller's
	 * @returns by name, the node's output and those that the rest of the network reads, the input under the graph's
	 * name; to be disposed by the caller, the input apart
	 */
	runUntil(input: Tensor4D, node: string): Map<string, Tensor4D> {
		const after = this.#graph.nodes.slice(this.#placeAfter(node));
		const wanted = new Set([node, ...after.flatMap(({ inputs }) => inputs)]);
		const outputs = new Map<string, Tensor4D>([[this.#graph.input, input]]);
		const reached = tidy(() => {
			for (const each of this.#graph.nodes.slice(0, this.#placeAfter(node))) {
				const inputs = each.inputs.map((name) => outputs.get(name)!);
				outputs.set(each.name, execute(each, inputs, this.weightsOf(each.name)));
			}
			return Object.fromEntries([...outputs].filter(([name]) => wanted.has(name)));
		});
		return new Map([[this.#graph.input, input], ...Object.entries(reached)]);
	}

	/**
	 * Runs on from a node, so that it can be differentiated.
	 *
	 * @param reached what `runUntil` gave
	 * @param output of the node, in place of that
	 * @returns the graph's output
	 */
	runFrom(reached: ReadonlyMap<string, Tensor4D>, node: string, output: Tensor4D): Tensor4D {
		const outputs = new Map(reached).set(node, output);
		for (const each of this.#graph.nodes.slice(this.#placeAfter(node))) {
			const inputs = each.inputs.map((name) => outputs.get(name)!);
			outputs.set(each.name, executeDifferentiably(each, inputs, this.weightsOf(each.name)));
		}
		return outputs.get(this.#graph.output)!;
	}

	#placeAfter(node: string): number {
		return this.#graph.nodes.findIndex(({ name }) => name === node) + 1;
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
