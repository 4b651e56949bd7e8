import { ModelFileError } from './errors.ts';
import { isJson, type Json } from './config-values.ts';

/** A Sequential or Functional model as its configuration describes it, in one form for Keras 2 and 3. */
export interface ModelConfig {
	name: string;
	layers: LayerConfig[];
	/** Names of the input layers. */
	inputs: string[];
	outputs: TensorReference[];
	/** `[batch, ...]` where the configuration says it outside an InputLayer; else null. */
	inputShape: unknown;
}

export interface LayerConfig {
	className: string;
	name: string;
	config: Json;
	/** One entry for every time the layer is called. */
	calls: LayerCall[];
	/** Set for a nested model. */
	model: ModelConfig | null;
	/** Place among the layers of its class: `conv2d_3`, as in a `.keras` archive. */
	slot: string;
}

export interface LayerCall {
	/** Every tensor that the call names, in order. */
	inputs: TensorReference[];
	/** What it was called with in order, and by name: what operations read besides tensors. */
	args: CallValue[];
	kwargs: Record<string, CallValue>;
	/** Keras was told to run it as in training, and does so in `predict` too. */
	training: boolean;
}

/** A tensor by its place among the inputs of the call, or a constant as the file holds it. */
export type CallValue = { tensor: number } | { constant: unknown };

export interface TensorReference {
	layer: string;
	/** Which of the layer's calls. */
	call: number;
	/** Which of the call's outputs. */
	tensor: number;
}

const MODEL_CLASSES = ['Functional', 'Model', 'Sequential'];

/**
 * Reads the configuration of a model: `{class_name, config}` of class Sequential, Functional or (as old
 * versions say) Model, written by Keras 2 or Keras 3.
 */
export function parseModelConfig(json: unknown, fileName: string): ModelConfig {
	if (!isJson(json) || typeof json.class_name !== 'string') {
		throw new ModelFileError(fileName, 'its model configuration has no class name');
	}
	if (!MODEL_CLASSES.includes(json.class_name)) {
		throw new ModelFileError(
			fileName,
			`the model is of class ${json.class_name}; only Sequential and Functional models can be read`
		);
	}
	const config: Json | null = Array.isArray(json.config)
		? { name: 'sequential', layers: json.config }
		: isJson(json.config)
			? json.config
			: null;
	if (!config || !Array.isArray(config.layers) || config.layers.length === 0) {
		throw new ModelFileError(fileName, 'its model configuration lists no layers');
	}
	const slots = new Map<string, number>();
	const layers = config.layers.map((layer) => parseLayer(layer, slots, fileName));
	const name = typeof config.name === 'string' ? config.name : 'model';
	return json.class_name === 'Sequential'
		? sequential(name, layers, config.build_input_shape)
		: functional(name, layers, config, fileName);
}

function parseLayer(json: unknown, slots: Map<string, number>, fileName: string): LayerConfig {
	if (!isJson(json) || typeof json.class_name !== 'string' || !isJsonOrList(json.config)) {
		throw new ModelFileError(
			fileName,
			'its model configuration has a layer without class or settings'
		);
	}
	// Classes that were registered with Keras have their package in front: `Custom>LayerScale`.
	const className = json.class_name.slice(json.class_name.lastIndexOf('>') + 1);
	const config: Json = isJson(json.config) ? json.config : {};
	const snake = snakeCase(className);
	const count = slots.get(snake) ?? 0;
	const module = typeof json.module === 'string' ? json.module : '';
	const isOperation = module.includes('.ops.') || isBareOperation(json, config, className);
	if (!isOperation) slots.set(snake, count + 1);
	return {
		className: isOperation ? `ops.${className}` : className,
		name: String(config.name ?? json.name ?? `${snake}_${count}`),
		config,
		calls: Array.isArray(json.inbound_nodes) ? json.inbound_nodes.map(parseCall) : [],
		model: MODEL_CLASSES.includes(className) ? parseModelConfig(json, fileName) : null,
		slot: count === 0 ? snake : `${snake}_${count}`
	};
}

/** In `.h5` files operations of Keras 3 have no module; unlike layers they have neither `trainable` nor a data type, but the cast. */
function isBareOperation(json: Json, config: Json, className: string): boolean {
	const isLayer = 'trainable' in config || ('dtype' in config && className !== 'Cast');
	if ('module' in json || isLayer) return false;
	if (MODEL_CLASSES.includes(className) || !Array.isArray(json.inbound_nodes)) return false;
	return json.inbound_nodes.some(isJson);
}

function isJsonOrList(value: unknown): boolean {
	return isJson(value) || Array.isArray(value);
}

/** As `keras.src.utils.naming.to_snake_case`. */
function snakeCase(className: string): string {
	return className
		.replace(/\W+/g, '')
		.replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.toLowerCase();
}

/** Keras 3 writes `{args, kwargs}`, Keras 2 a list of `[layer, call, tensor, kwargs]`. */
function parseCall(node: unknown): LayerCall {
	return isJson(node) ? parseCall3(node) : parseCall2(node);
}

/** In `predict` Keras 3 switches off what the file stores of training. */
function parseCall3(node: Json): LayerCall {
	const inputs: TensorReference[] = [];
	const value = (json: unknown): CallValue => {
		const reference = kerasTensor(json);
		if (reference) return { tensor: inputs.push(reference) - 1 };
		collectKerasTensors(json, inputs);
		return { constant: plainValue(json) };
	};
	const args = Array.isArray(node.args) ? node.args.map(value) : [];
	return {
		inputs,
		args,
		kwargs: mapValues(isJson(node.kwargs) ? node.kwargs : {}, value),
		training: false
	};
}

function parseCall2(node: unknown): LayerCall {
	const inputs: TensorReference[] = [];
	const entries = isEntry(node) ? [node] : Array.isArray(node) ? node.filter(isEntry) : [];
	const value = (json: unknown): CallValue =>
		isReference(json) ? { tensor: inputs.push(reference(json)) - 1 } : { constant: json };
	const args: CallValue[] = [];
	for (const entry of entries) {
		// An operation whose first operand is a constant.
		if (entry[0] === '_CONSTANT_VALUE') args.push({ constant: entry[2] });
		else args.push(value(entry));
	}
	const named = entries.map((entry) => entry[3]).find(isJson) ?? {};
	const kwargs = mapValues(named, value);
	return { inputs, args, kwargs, training: named.training === true };
}

function mapValues<From, To>(of: Readonly<Record<string, From>>, map: (value: From) => To) {
	return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, map(value)]));
}

/** `[layer, call, tensor, kwargs]`, or the same of a constant. */
function isEntry(value: unknown): value is [string, number, unknown, unknown?] {
	return (
		Array.isArray(value) &&
		typeof value[0] === 'string' &&
		typeof value[1] === 'number' &&
		(typeof value[2] === 'number' || value[0] === '_CONSTANT_VALUE')
	);
}

function kerasTensor(value: unknown): TensorReference | null {
	if (!isJson(value) || value.class_name !== '__keras_tensor__' || !isJson(value.config))
		return null;
	const history = value.config.keras_history;
	return isReference(history) ? reference(history) : null;
}

function collectKerasTensors(value: unknown, into: TensorReference[]): void {
	const tensor = kerasTensor(value);
	if (tensor) into.push(tensor);
	else if (Array.isArray(value)) for (const entry of value) collectKerasTensors(entry, into);
	else if (isJson(value))
		for (const entry of Object.values(value)) collectKerasTensors(entry, into);
}

/** Arrays and tensors of Keras 3 as nested lists; other constants as they are. */
function plainValue(json: unknown): unknown {
	const isArray = isJson(json) && ['__tensor__', '__numpy__'].includes(String(json.class_name));
	return isArray && isJson(json.config) ? json.config.value : json;
}

function isReference(value: unknown): value is [string, number, number, ...unknown[]] {
	return (
		Array.isArray(value) &&
		typeof value[0] === 'string' &&
		typeof value[1] === 'number' &&
		typeof value[2] === 'number'
	);
}

function reference([layer, call, tensor]: [string, number, number, ...unknown[]]): TensorReference {
	return { layer, call, tensor };
}

function sequential(name: string, layers: LayerConfig[], buildShape: unknown): ModelConfig {
	const hasInput = layers[0].className === 'InputLayer';
	const first: LayerConfig = hasInput
		? layers[0]
		: {
				className: 'InputLayer',
				name: `${layers[0].name}_input`,
				config: {},
				calls: [],
				model: null,
				slot: 'input_layer'
			};
	const chain = hasInput ? layers : [first, ...layers];
	const to = (layer: LayerConfig): TensorReference => ({ layer: layer.name, call: 0, tensor: 0 });
	for (let at = 1; at < chain.length; at++) {
		chain[at].calls = [
			{ inputs: [to(chain[at - 1])], args: [{ tensor: 0 }], kwargs: {}, training: false }
		];
	}
	const firstConfig = layers[0].config;
	return {
		name,
		layers: chain,
		inputs: [first.name],
		outputs: [to(chain[chain.length - 1])],
		inputShape: firstConfig.batch_input_shape ?? firstConfig.batch_shape ?? buildShape ?? null
	};
}

function functional(
	name: string,
	layers: LayerConfig[],
	config: Json,
	fileName: string
): ModelConfig {
	const inputs = references(config.input_layers);
	const outputs = references(config.output_layers);
	if (inputs.length === 0 || outputs.length === 0) {
		throw new ModelFileError(
			fileName,
			`the model "${name}" does not say what goes in or comes out`
		);
	}
	return { name, layers, inputs: inputs.map(({ layer }) => layer), outputs, inputShape: null };
}

/** `[name, 0, 0]`, a list of such, or a dictionary of such. */
function references(value: unknown): TensorReference[] {
	if (isReference(value)) return [reference(value)];
	if (Array.isArray(value)) return value.flatMap(references);
	return isJson(value) ? Object.values(value).flatMap(references) : [];
}
