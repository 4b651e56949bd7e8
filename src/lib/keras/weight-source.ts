import type { Weight } from '#lib/core/network/layer-graph.ts';

/** Where a layer stands in a model file. */
export interface LayerAddress {
	/** Keras's name of the layer. */
	name: string;
	/** Names of the nested models around it, outermost first; empty for a layer of the model itself. */
	parents: readonly string[];
	/** Path in a `.keras` archive, e.g. `layers/functional/layers/conv2d_3`. */
	slot: string;
}

/** A variable of a layer as the kinds of model files address it. */
export interface Variable {
	/** Names it goes by, e.g. `depthwise_kernel` and `kernel`. */
	names: readonly string[];
	/** Place among the layer's variables. */
	index: number;
}

/** The weights of one model file. */
export interface WeightSource {
	/** Null where the file does not have this variable. */
	find(address: LayerAddress, variable: Variable): Weight | null;
}

/**
 * Finds weights by paths such as `resnet50/conv1_conv/kernel:0`: any path that ends in the layer's name
 * and the variable's, as in `.h5` files and TF.js weight manifests.
 */
export class NamedWeights implements WeightSource {
	readonly #paths = new Map<string, string[]>();
	readonly #read: (path: string) => Weight | null;

	constructor(paths: Iterable<string>, read: (path: string) => Weight | null) {
		this.#read = read;
		for (const path of paths) {
			// Weights without a name of their own are counted: `variable_3`.
			const variable = path
				.slice(path.lastIndexOf('/') + 1)
				.replace(/:\d+$/, '')
				.replace(/^(variable)_\d+$/i, '$1');
			this.#paths.set(variable, [...(this.#paths.get(variable) ?? []), path]);
		}
	}

	find(address: LayerAddress, variable: Variable): Weight | null {
		for (const name of variable.names) {
			const path = this.#choose(this.#paths.get(name) ?? [], address);
			if (path !== null) return this.#read(path);
		}
		return null;
	}

	#choose(paths: readonly string[], { name, parents }: LayerAddress): string | null {
		const top = parents[0] ?? name;
		const named = paths.filter((path) => {
			const owner = path.slice(0, path.lastIndexOf('/'));
			return owner === name || owner.endsWith(`/${name}`);
		});
		const inGroup = (path: string) => path.startsWith(`${top}/`);
		if (named.length === 1) return named[0];
		const ownGroup = named.filter(inGroup);
		if (ownGroup.length === 1) return ownGroup[0];
		const inParent = ownGroup.filter((path) =>
			parents.every((parent) => path.includes(`${parent}/`))
		);
		if (inParent.length === 1) return inParent[0];
		if (named.length > 1) {
			throw new Error(`layer "${name}" has several weights of one name: ${named.join(', ')}`);
		}
		// A layer renamed after it was built keeps its old name inside its own group.
		const renamed = parents.length === 0 ? paths.filter(inGroup) : [];
		return renamed.length === 1 ? renamed[0] : null;
	}
}
