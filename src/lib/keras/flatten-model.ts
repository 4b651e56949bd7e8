import { ModelFileError, UnsupportedLayerError } from './errors.ts';
import { isNumbers } from './config-values.ts';
import type { LayerCall, LayerConfig, ModelConfig, TensorReference } from './model-config.ts';
import type { LayerAddress } from './weight-source.ts';

/** One call of one layer, nested models taken apart. */
export interface FlatLayer {
	/** Unique in the network. */
	name: string;
	/** Names of the flat layers it reads, in the order of the call's inputs. */
	inputs: string[];
	layer: LayerConfig;
	call: LayerCall;
	address: LayerAddress;
}

export interface FlatModel {
	input: string;
	/** `[height, width, channels]` */
	inputShape: [number, number, number];
	output: string;
	/** In topological order, without the input. */
	layers: FlatLayer[];
}

/**
 * Takes nested models apart: their layers become layers of the model itself. A name that is taken already
 * gets the nested model's name in front.
 */
export function flattenModel(model: ModelConfig, fileName: string): FlatModel {
	const flat: FlatLayer[] = [];
	const input = model.inputs[0];
	const taken = new Set([input]);
	const outer = new Set(model.layers.map(({ name }) => name));

	function uniqueName(layer: LayerConfig, call: number, parents: readonly string[]): string {
		let name = call === 0 ? layer.name : `${layer.name}_call_${call + 1}`;
		const clashes = taken.has(name) || outer.has(name);
		if (parents.length > 0 && clashes) name = [...parents, name].join('/');
		if (taken.has(name)) {
			throw new ModelFileError(fileName, `two layers have the same name "${name}"`);
		}
		taken.add(name);
		return name;
	}

	/** Adds the layers of `part`, which reads the flat layer `from`; returns the flat name of its output. */
	function add(
		part: ModelConfig,
		from: string,
		parents: readonly string[],
		prefix: string
	): string {
		requireSingle(part, fileName);
		const results = new Map<string, string>([[key({ layer: part.inputs[0], call: 0 }), from]]);
		const calls = new Map(part.layers.map((layer) => [layer.name, layer.calls.length]));
		// Files may hold a layer's only call under another number than 0.
		const find = ({ layer, call }: TensorReference) =>
			results.get(key({ layer, call: (calls.get(layer) ?? 0) > 1 ? call : 0 }));
		let waiting = part.layers
			.filter(({ name }) => name !== part.inputs[0])
			.flatMap((layer) => layer.calls.map((_, call) => ({ layer, call })));
		while (waiting.length > 0) {
			const blocked = waiting.filter(({ layer, call }) => {
				const inputs = layer.calls[call].inputs.map(find);
				if (!inputs.every((name) => name !== undefined)) return true;
				results.set(
					key({ layer: layer.name, call }),
					addCall(layer, call, inputs, parents, prefix)
				);
				return false;
			});
			if (blocked.length === waiting.length) {
				const { layer } = blocked[0];
				throw new ModelFileError(fileName, `nothing in the file leads to layer "${layer.name}"`);
			}
			waiting = blocked;
		}
		const output = find(part.outputs[0]);
		if (output !== undefined) return output;
		throw new ModelFileError(fileName, `the output of "${part.name}" is missing from the file`);
	}

	function addCall(
		layer: LayerConfig,
		call: number,
		inputs: string[],
		parents: readonly string[],
		prefix: string
	): string {
		const refuse = (detail: string): never => {
			throw new UnsupportedLayerError(fileName, layer.className, layer.name, detail);
		};
		if (inputs.length === 0) refuse('it reads no other layer');
		if (layer.calls[call].inputs.some(({ tensor }) => tensor !== 0)) {
			refuse('it reads the second output of a layer');
		}
		if (layer.calls[call].training) {
			refuse(
				'it is called with training=True, so that its answers depend on chance or on the other images; call it without, and save again'
			);
		}
		const slot = `${prefix}layers/${layer.slot}`;
		if (!layer.model) {
			const name = uniqueName(layer, call, parents);
			flat.push({
				name,
				inputs,
				layer,
				call: layer.calls[call],
				address: { name: layer.name, parents, slot }
			});
			return name;
		}
		if (call > 0) refuse('a nested model is used more than once');
		if (inputs.length > 1) refuse('a nested model has several inputs');
		return add(layer.model, inputs[0], [...parents, layer.name], `${slot}/`);
	}

	const output = add(model, input, [], '');
	return { input, inputShape: imageShape(model, fileName), output, layers: flat };
}

function key({ layer, call }: { layer: string; call: number }): string {
	return `${call}:${layer}`;
}

function requireSingle(model: ModelConfig, fileName: string): void {
	for (const [what, list] of [
		['inputs', model.inputs],
		['outputs', model.outputs]
	] as const) {
		if (list.length === 1) continue;
		throw new ModelFileError(
			fileName,
			`the model "${model.name}" has ${list.length} ${what}; only models with one image in and one answer out can be read`
		);
	}
}

/** What an open side is taken to be: the side of the knees. */
const OPEN_SIDE = 224;

function imageShape(model: ModelConfig, fileName: string): [number, number, number] {
	const shape = batchShape(model);
	const image = Array.isArray(shape) ? shape.slice(1) : null;
	if (image?.length !== 3) {
		throw new ModelFileError(
			fileName,
			`its input is ${JSON.stringify(shape)}, not an image [batch, height, width, channels]`
		);
	}
	const [height, width, channels] = image.map((side, axis) =>
		side === null && axis < 2 ? OPEN_SIDE : side
	);
	if (isNumbers([height, width, channels], 3)) return [height, width, channels];
	throw new ModelFileError(
		fileName,
		`its input ${JSON.stringify(shape)} leaves the number of channels open; save the model with 1 or 3 of them`
	);
}

/** The batch shape of a model's input; that of a nested model where only it knows. */
function batchShape(model: ModelConfig): unknown {
	const input = model.layers.find(({ name }) => name === model.inputs[0]);
	const own = input?.config.batch_shape ?? input?.config.batch_input_shape ?? model.inputShape;
	if (Array.isArray(own) && !own.slice(1).includes(null)) return own;
	const reader = model.layers.find(({ calls }) =>
		calls.some(({ inputs }) => inputs.some(({ layer }) => layer === model.inputs[0]))
	);
	return (reader?.model ? batchShape(reader.model) : null) ?? own;
}
