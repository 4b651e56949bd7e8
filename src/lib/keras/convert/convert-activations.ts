import type { Activation, Layer, RectifierLayer } from '#lib/core/network/layer-graph.ts';
import { ConfigValues, isJson, type Json } from '#lib/keras/config-values.ts';
import { requireChannelAxis, type Conversion, type Reading } from '#lib/keras/layer-reading.ts';

/** Keras's names; those that Keras 2 and 3 take differently, and those with settings, are not among them. */
const NAMES: Readonly<Record<string, Activation>> = {
	linear: 'linear',
	relu: 'relu',
	relu6: 'relu6',
	softmax: 'softmax',
	sigmoid: 'sigmoid',
	tanh: 'tanh',
	elu: 'elu',
	selu: 'selu',
	softplus: 'softplus',
	softsign: 'softsign',
	exponential: 'exponential',
	swish: 'swish',
	silu: 'swish',
	mish: 'mish',
	gelu: 'gelu',
	gelu_tanh: 'geluTanh',
	hard_swish: 'hardSwish',
	hard_silu: 'hardSwish',
	hard_sigmoid_3: 'hardSigmoid'
};

/** An activation by its name, or a rectifier with settings. */
export type ReadActivation = Activation | Rectifier;
export type Rectifier = Pick<RectifierLayer, 'negativeSlope' | 'threshold' | 'maxValue'>;

/**
 * The activation under a key of a layer's settings: a name, Keras 3's `{class_name: 'function', config: name}`, or a layer
 * such as LeakyReLU with its settings; missing means linear.
 */
function activationOf({ values, keras, refuse }: Reading, key = 'activation'): ReadActivation {
	const value = values.json[key] ?? 'linear';
	if (isJson(value) && isJson(value.config)) {
		const className = String(value.class_name);
		const rectifier = rectifierOf(className, new ConfigValues(value.config, refuse));
		if (rectifier) return rectifier;
		const name = CLASSES[className];
		if (name) return name;
	}
	const name = isJson(value) && value.class_name === 'function' ? value.config : value;
	if (name === 'hard_sigmoid') return keras === 3 ? 'hardSigmoid' : 'hardSigmoidFifth';
	if (name === 'leaky_relu') return { negativeSlope: 0.2, threshold: 0, maxValue: null };
	if (typeof name === 'string' && Object.hasOwn(NAMES, name)) return NAMES[name];
	const known = `${Object.keys(NAMES).join(', ')} and hard_sigmoid can be read`;
	return refuse(
		isJson(value) && String(value.class_name).includes('lambda')
			? `its activation is code, which is never run; use a Keras activation by name and save again: ${known}`
			: `its activation is ${JSON.stringify(name)}; ${known}`
	);
}

/** Activations that are layers without settings. */
const CLASSES: Readonly<Record<string, Activation>> = { Softmax: 'softmax' };

/** ReLU in one of its forms; null for another class. */
function rectifierOf(className: string, values: ConfigValues): ReadActivation | null {
	switch (className) {
		case 'ReLU':
			return simplest({
				negativeSlope: values.number('negative_slope', 0),
				threshold: values.number('threshold', 0),
				maxValue: values.json.max_value == null ? null : values.number('max_value')
			});
		case 'LeakyReLU':
			return simplest({
				negativeSlope: values.number(
					'negative_slope' in values.json ? 'negative_slope' : 'alpha',
					0.3
				),
				threshold: 0,
				maxValue: null
			});
		case 'ThresholdedReLU':
			return simplest({ negativeSlope: 0, threshold: values.number('theta', 1), maxValue: null });
		default:
			return null;
	}
}

function simplest(rectifier: Rectifier): ReadActivation {
	const { negativeSlope, threshold, maxValue } = rectifier;
	if (negativeSlope !== 0 || threshold !== 0) return rectifier;
	if (maxValue === null) return 'relu';
	return maxValue === 6 ? 'relu6' : rectifier;
}

/** A layer that is nothing but an activation. */
export function activationLayer({ base }: Pick<Reading, 'base'>, read: ReadActivation): Layer {
	return typeof read === 'string'
		? { ...base, kind: 'activation', activation: read }
		: { ...base, kind: 'rectifier', ...read };
}

/** A layer with an activation of its own; a rectifier becomes a layer after it. */
export function activated<T extends Layer & { activation: Activation }>(
	reading: Reading,
	layer: Omit<T, 'activation' | 'name' | 'inputs'>
): readonly Layer[] {
	const { base } = reading;
	const read = activationOf(reading);
	if (typeof read === 'string') return [{ ...base, ...layer, activation: read } as unknown as T];
	const linear = `${base.name}/linear`;
	return [
		{ ...base, ...layer, name: linear, activation: 'linear' } as unknown as T,
		{ ...base, kind: 'rectifier', inputs: [linear], ...read }
	];
}

const rectifier: Conversion = (reading) => {
	const { flat, values } = reading;
	return activationLayer(reading, rectifierOf(flat.layer.className, values)!);
};

export const ACTIVATION_CONVERSIONS: Readonly<Record<string, Conversion>> = {
	Activation: (reading) => activationLayer(reading, activationOf(reading)),
	ReLU: rectifier,
	LeakyReLU: rectifier,
	ThresholdedReLU: rectifier,
	ELU: (reading) => {
		reading.values.require('alpha', [1]);
		return activationLayer(reading, 'elu');
	},
	PReLU: ({ base, weight }) => ({ ...base, kind: 'prelu', alpha: weight(0, 'alpha') }),
	Softmax: (reading) => {
		requireChannelAxis(reading, 'takes softmax of');
		return activationLayer(reading, 'softmax');
	}
};

/** Activations among the operations, by Keras 3's class; TensorFlow's functions have the same names in small letters. */
export function activationOperation(name: string, settings: Json): ReadActivation | null {
	const approximate = settings.approximate ?? name === 'Gelu';
	switch (name.toLowerCase().replaceAll('_', '')) {
		case 'relu':
			return 'relu';
		case 'relu6':
			return 'relu6';
		case 'sigmoid':
			return 'sigmoid';
		case 'tanh':
			return 'tanh';
		case 'softplus':
			return 'softplus';
		case 'softsign':
			return 'softsign';
		case 'silu':
		case 'swish':
			return 'swish';
		case 'elu':
			return settings.alpha === undefined || settings.alpha === 1 ? 'elu' : null;
		case 'selu':
			return 'selu';
		case 'gelu':
			return approximate === true ? 'geluTanh' : 'gelu';
		case 'hardsigmoid':
			return 'hardSigmoid';
		case 'hardsilu':
		case 'hardswish':
			return 'hardSwish';
		case 'exp':
			return 'exponential';
		case 'softmax':
			return settings.axis === undefined || settings.axis === null || settings.axis === -1
				? 'softmax'
				: null;
		case 'leakyrelu': {
			const slope = settings.negative_slope ?? settings.alpha ?? 0.2;
			return typeof slope === 'number'
				? { negativeSlope: slope, threshold: 0, maxValue: null }
				: null;
		}
		default:
			return null;
	}
}
