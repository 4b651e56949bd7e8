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
	inputs: TensorReference[];
	/** Keras was told to run it as in training. */
	training: boolean;
}

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
	const className = json.class_name;
	const config: Json = isJson(json.config) ? json.config : {};
	const snake = snakeCase(className);
	const count = slots.get(snake) ?? 0;
	slots.set(snake, count + 1);
	const module = typeof json.module === 'string' ? json.module : '';
	return {
		className: module.includes('.ops.') ? `${module}.${className}` : className,
		name: String(config.name ?? json.name ?? `${snake}_${count}`),
		config,
		calls: Array.isArray(json.inbound_nodes) ? json.inbound_nodes.map(parseCall) : [],
		model: MODEL_CLASSES.includes(className) ? parseModelConfig(json, fileName) : null,
		slot: count === 0 ? snake : `${snake}_${count}`
	};
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
	const inputs: TensorReference[] = [];
	let training = false;
	if (isJson(node)) {
		const kwargs = isJson(node.kwargs) ? node.kwargs : {};
		collectKerasTensors(node.args, inputs);
		collectKerasTensors(kwargs, inputs);
		training = kwargs.training === true;
	} else {
		for (const entry of isReference(node) ? [node] : Array.isArray(node) ? node : []) {
			if (!isReference(entry)) continue;
			inputs.push(reference(entry));
			if (isJson(entry[3]) && entry[3].training === true) training = true;
		}
	}
	return { inputs, training };
}

function collectKerasTensors(value: unknown, into: TensorReference[]): void {
	if (Array.isArray(value)) {
		for (const entry of value) collectKerasTensors(entry, into);
	} else if (isJson(value)) {
		if (value.class_name === '__keras_tensor__' && isJson(value.config)) {
			const history = value.config.keras_history;
			if (isReference(history)) into.push(reference(history));
		} else {
			for (const entry of Object.values(value)) collectKerasTensors(entry, into);
		}
	}
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
		chain[at].calls = [{ inputs: [to(chain[at - 1])], training: false }];
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
