import { isJson, type Json } from './config-values.ts';
import type { Reading } from './layer-reading.ts';
import type { CallValue } from './model-config.ts';

/** An operation on tensors that a model calls besides its layers, in one form for all versions of Keras. */
export interface Operation {
	/** One of its names below, or its own in small letters without underscores. */
	name: string;
	/** Its name in the file, for messages. */
	written: string;
	/** Tensors and constants in order; the batch is their first axis. */
	operands: readonly CallValue[];
	/** Axis, shape and so on. */
	settings: Json;
}

/** Names of the same operation in Keras 3 (`TrueDivide`), TensorFlow (`math.truediv`) and its graphs (`RealDiv`). */
const ALIASES: Readonly<Record<string, string>> = {
	truedivide: 'divide',
	truediv: 'divide',
	realdiv: 'divide',
	div: 'divide',
	divnonan: 'divide',
	addv2: 'add',
	biasadd: 'add',
	sub: 'subtract',
	mul: 'multiply',
	neg: 'negative',
	reducemean: 'mean',
	reducemax: 'max',
	amax: 'max',
	reducemin: 'min',
	amin: 'min',
	reducesum: 'sum',
	concat: 'concatenate',
	concatv2: 'concatenate',
	pack: 'stack',
	reverse: 'flip',
	reversev2: 'flip',
	stridedslice: 'getitem',
	stopgradient: 'identity',
	converttotensor: 'identity',
	cast: 'identity',
	clipbyvalue: 'clip',
	averagepool: 'averagepool',
	avgpool: 'averagepool'
};

/** Operands that TensorFlow's functions take by name. */
const OPERAND_NAMES = [
	'x',
	'y',
	'bias',
	'tensor',
	'input',
	'value',
	'values',
	'a',
	'b',
	'features',
	'logits'
];

/** The operation that a layer of the classes of operations is; null for any other class. */
export function operationOf({ flat }: Reading): Operation | null {
	const { className, config } = flat.layer;
	const { args, kwargs } = flat.call;
	if (className.startsWith('ops.')) {
		const written = className.slice('ops.'.length);
		const constants = constantsOf(kwargs);
		const named = Object.values(kwargs).filter((value) => 'tensor' in value);
		return {
			name: canonical(written),
			written,
			operands: [...args, ...named],
			settings: { ...config, ...constants }
		};
	}
	if (className === 'TFOpLambda' || className === 'SlicingOpLambda') {
		const written = String(config.function);
		const operands = OPERAND_NAMES.flatMap((name) =>
			Object.hasOwn(kwargs, name) ? [kwargs[name]] : []
		);
		return {
			name: canonical(written.slice(written.lastIndexOf('.') + 1)),
			written,
			operands: [...args, ...operands],
			settings: constantsOf(kwargs)
		};
	}
	if (className === 'TensorFlowOpLayer') return graphOperation(config, args);
	return null;
}

/** TensorFlow 2.0 to 2.3 wrote an operation as a node of its graph, with its constants by their places. */
function graphOperation(config: Json, args: readonly CallValue[]): Operation {
	const node = typeof config.node_def === 'string' ? parsedNode(config.node_def) : {};
	const constants = isJson(config.constants) ? config.constants : {};
	const tensors = [...args];
	const count = args.length + Object.keys(constants).length;
	const operands = Array.from({ length: count }, (_, place): CallValue =>
		Object.hasOwn(constants, place) ? { constant: constants[place] } : tensors.shift()!
	);
	const written = String(node.op ?? 'an operation');
	return { name: canonical(written), written, operands, settings: {} };
}

function parsedNode(text: string): Json {
	try {
		const node: unknown = JSON.parse(text);
		return isJson(node) ? node : {};
	} catch {
		return {};
	}
}

function canonical(written: string): string {
	const name = written.toLowerCase().replaceAll('_', '');
	return Object.hasOwn(ALIASES, name) ? ALIASES[name] : name;
}

function constantsOf(kwargs: Readonly<Record<string, CallValue>>): Json {
	return Object.fromEntries(
		Object.entries(kwargs).flatMap(([key, value]) =>
			'constant' in value ? [[key, value.constant]] : []
		)
	);
}
