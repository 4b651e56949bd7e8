import type { Activation, Layer, Padding, Weight } from '#lib/core/layer-graph.ts';
import { ConfigValues, isJson, isNumbers, type Json } from './config-values.ts';
import { ModelFileError, UnsupportedLayerError } from './errors.ts';
import type { FlatLayer } from './flatten-model.ts';
import type { Variable, WeightSource } from './weight-source.ts';

/** Layers that do nothing at inference. */
const IDENTITY_CLASSES = new Set([
	'Dropout',
	'SpatialDropout2D',
	'GaussianNoise',
	'GaussianDropout',
	'AlphaDropout',
	'ActivityRegularization',
	'RandomFlip',
	'RandomRotation',
	'RandomTranslation',
	'RandomZoom',
	'RandomContrast',
	'RandomBrightness'
]);

const ACTIVATIONS: readonly Activation[] = [
	'linear',
	'relu',
	'relu6',
	'softmax',
	'sigmoid',
	'tanh'
];

const PADDINGS: readonly Padding[] = ['valid', 'same'];

/** What a conversion gets of its layer. */
interface Reading {
	flat: FlatLayer;
	base: { name: string; inputs: readonly string[] };
	values: ConfigValues;
	refuse: (detail: string) => never;
	/** A weight that must be there. */
	weight: (index: number, ...names: string[]) => Weight;
}

type Conversion = (reading: Reading) => Layer;

const CONVERSIONS: Record<string, Conversion> = {
	Conv2D: (reading) => ({
		...reading.base,
		kind: 'conv2d',
		...convolution(reading),
		kernel: reading.weight(0, 'kernel'),
		bias: bias(reading, 1)
	}),
	DepthwiseConv2D: (reading) => ({
		...reading.base,
		kind: 'depthwiseConv2d',
		...convolution(reading),
		kernel: reading.weight(0, 'depthwise_kernel', 'kernel'),
		bias: bias(reading, 1)
	}),
	SeparableConv2D: (reading) => ({
		...reading.base,
		kind: 'separableConv2d',
		...convolution(reading),
		depthwiseKernel: reading.weight(0, 'depthwise_kernel'),
		pointwiseKernel: reading.weight(1, 'pointwise_kernel'),
		bias: bias(reading, 2)
	}),
	Dense: (reading) => ({
		...reading.base,
		kind: 'dense',
		activation: activation(reading, 'activation'),
		kernel: reading.weight(0, 'kernel'),
		bias: bias(reading, 1)
	}),
	BatchNormalization: batchNormalization,
	Activation: (reading) => ({
		...reading.base,
		kind: 'activation',
		activation: activation(reading, 'activation')
	}),
	ReLU: relu,
	Softmax: (reading) => {
		reading.values.require('axis', [-1]);
		return { ...reading.base, kind: 'activation', activation: 'softmax' };
	},
	Add: ({ base }) => ({ ...base, kind: 'add' }),
	Concatenate: (reading) => {
		reading.values.require('axis', [-1, 3]);
		return { ...reading.base, kind: 'concatenate', axis: 3 };
	},
	CustomScaleLayer: scaledAdd,
	Lambda: lambda,
	MaxPooling2D: (reading) => pooling(reading, 'maxPooling2d'),
	AveragePooling2D: (reading) => pooling(reading, 'averagePooling2d'),
	GlobalAveragePooling2D: (reading) => {
		channelsLast(reading);
		reading.values.require('keepdims', [false, null]);
		return { ...reading.base, kind: 'globalAveragePooling2d' };
	},
	ZeroPadding2D: (reading) => {
		channelsLast(reading);
		return { ...reading.base, kind: 'zeroPadding2d', padding: fourSides(reading, 'padding', 1) };
	},
	Cropping2D: (reading) => {
		channelsLast(reading);
		return { ...reading.base, kind: 'cropping2d', cropping: fourSides(reading, 'cropping', 0) };
	},
	Rescaling: ({ base, values }) => ({
		...base,
		kind: 'rescaling',
		scale: values.number('scale'),
		offset: values.number('offset', 0)
	}),
	Flatten: (reading) => {
		channelsLast(reading);
		return { ...reading.base, kind: 'flatten' };
	}
};

/**
 * One layer of a Keras model with its weights. No code of the file is run: a `Lambda` is read only where
 * Inception-ResNet-v2 has its scaled residual.
 * @throws UnsupportedLayerError naming the layer's class and name.
 */
export function convertLayer(flat: FlatLayer, weights: WeightSource, fileName: string): Layer {
	const { className, config } = flat.layer;
	const refuse = (detail: string): never => {
		throw new UnsupportedLayerError(fileName, className, flat.name, detail);
	};
	const base = { name: flat.name, inputs: flat.inputs };
	if (IDENTITY_CLASSES.has(className)) return { ...base, kind: 'identity' };
	const conversion = Object.hasOwn(CONVERSIONS, className) ? CONVERSIONS[className] : null;
	if (!conversion) {
		return refuse(
			`only ${Object.keys(CONVERSIONS).join(', ')} and dropout-like layers can be read`
		);
	}
	const weight = (index: number, ...names: string[]): Weight =>
		findWeight(flat, weights, { index, names }, fileName);
	return conversion({ flat, base, values: new ConfigValues(config, refuse), refuse, weight });
}

function findWeight(
	flat: FlatLayer,
	weights: WeightSource,
	variable: Variable,
	fileName: string
): Weight {
	let found: Weight | null;
	try {
		found = weights.find(flat.address, variable);
	} catch (cause) {
		if (cause instanceof ModelFileError) throw cause;
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new ModelFileError(fileName, reason, { cause });
	}
	const what = `the ${variable.names[0]} of layer "${flat.name}"`;
	if (!found) {
		throw new ModelFileError(fileName, `${what} is missing; the file is incomplete, save it again`);
	}
	const size = found.shape.reduce((product, side) => product * side, 1);
	if (found.values.length !== size) {
		throw new ModelFileError(fileName, `${what} has ${found.values.length} values, not ${size}`);
	}
	if (!allFinite(found.values)) {
		throw new ModelFileError(
			fileName,
			`${what} contains values that are no numbers (NaN or infinite)`
		);
	}
	return found;
}

function allFinite(values: Float32Array): boolean {
	for (const value of values) if (!Number.isFinite(value)) return false;
	return true;
}

function channelsLast({ values }: Reading): void {
	values.require('data_format', ['channels_last', null]);
}

function bias({ values, weight }: Reading, index: number): Weight | null {
	return values.boolean('use_bias', true) ? weight(index, 'bias') : null;
}

function convolution(reading: Reading) {
	const { values } = reading;
	channelsLast(reading);
	values.require('groups', [1, null]);
	return {
		strides: values.pair('strides', [1, 1]),
		dilations: values.pair('dilation_rate', [1, 1]),
		padding: values.choice('padding', PADDINGS, 'valid'),
		activation: activation(reading, 'activation')
	};
}

/** A name, or Keras 3's `{class_name: 'function', config: name}`; missing means linear. */
function activation({ values, refuse }: Reading, key: string): Activation {
	const value = values.json[key] ?? 'linear';
	const name = isJson(value) && value.class_name === 'function' ? value.config : value;
	const known = ACTIVATIONS.find((candidate) => candidate === name);
	return (
		known ??
		refuse(`its activation is ${JSON.stringify(name)}; ${ACTIVATIONS.join(', ')} can be read`)
	);
}

function batchNormalization({ base, values, weight, refuse }: Reading): Layer {
	const axis = axisOf(values.json);
	if (axis !== -1 && axis !== 3)
		refuse(`it normalises axis ${JSON.stringify(axis)}, not the channels`);
	const scale = values.boolean('scale', true);
	const center = values.boolean('center', true);
	const first = Number(scale) + Number(center);
	return {
		...base,
		kind: 'batchNormalization',
		epsilon: values.number('epsilon', 1e-3),
		gamma: scale ? weight(0, 'gamma') : null,
		beta: center ? weight(Number(scale), 'beta') : null,
		movingMean: weight(first, 'moving_mean'),
		movingVariance: weight(first + 1, 'moving_variance')
	};
}

/** Keras 2 writes `[3]`, both write -1 where the layer was not built when its settings were taken. */
function axisOf({ axis = -1 }: Json): unknown {
	return isNumbers(axis, 1) ? axis[0] : axis;
}

function relu({ base, values, refuse }: Reading): Layer {
	values.require('negative_slope', [0, null]);
	values.require('threshold', [0, null]);
	const limit = values.json.max_value ?? null;
	if (limit !== null && limit !== 6) refuse(`its max_value is ${JSON.stringify(limit)}, not 6`);
	return { ...base, kind: 'activation', activation: limit === 6 ? 'relu6' : 'relu' };
}

function scaledAdd({ base, values, refuse }: Reading): Layer {
	if (base.inputs.length !== 2) refuse(`it has ${base.inputs.length} inputs instead of 2`);
	return { ...base, kind: 'scaledAdd', scale: values.number('scale') };
}

/** Keras 2 writes Inception-ResNet-v2's scaled residual as a Lambda after `block<n>_<m>_conv`. */
function lambda(reading: Reading): Layer {
	const { base, values, refuse } = reading;
	const settings = values.json.arguments;
	const names = isJson(settings) ? Object.keys(settings) : [];
	const residual =
		base.inputs.length === 2 &&
		/(^|\/)block(35|17|8)_\d+_conv$/.test(base.inputs[1]) &&
		names.length === 1 &&
		names[0] === 'scale';
	if (!residual || !isJson(settings)) {
		return refuse(
			'code inside model files is never run; replace the Lambda by a layer of Keras and save again'
		);
	}
	const scale = new ConfigValues(settings, refuse).number('scale');
	return { ...base, kind: 'scaledAdd', scale };
}

function pooling(reading: Reading, kind: 'maxPooling2d' | 'averagePooling2d'): Layer {
	const { base, values } = reading;
	channelsLast(reading);
	const poolSize = values.pair('pool_size', [2, 2]);
	return {
		...base,
		kind,
		poolSize,
		strides: values.pair('strides', poolSize),
		padding: values.choice('padding', PADDINGS, 'valid')
	};
}

/** Keras takes one number for all sides, one for the rows and one for the columns, or a pair for either. */
function fourSides({ values, refuse }: Reading, key: 'padding' | 'cropping', usual: number) {
	const given = values.json[key] ?? usual;
	const rows: unknown = Array.isArray(given) ? given[0] : given;
	const columns: unknown = Array.isArray(given) ? given[1] : given;
	const sides = (value: unknown): [number, number] => {
		if (typeof value === 'number') return [value, value];
		return isNumbers(value, 2)
			? [value[0], value[1]]
			: refuse(`its ${key} is ${JSON.stringify(given)}`);
	};
	return [sides(rows), sides(columns)] as const;
}
