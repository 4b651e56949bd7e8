import type { Layer, Weight } from '#lib/core/network/layer-graph.ts';
import { requireChannelAxis, type Conversion, type Reading } from '#lib/keras/layer-reading.ts';
import { flatNumbers } from '#lib/keras/constants.ts';

function batchNormalization(reading: Reading): Layer {
	const { base, values, weight } = reading;
	requireChannelAxis(reading, 'normalises');
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

function layerNormalization(reading: Reading): Layer {
	const { base, values, weight } = reading;
	requireChannelAxis(reading, 'normalises');
	values.require('rms_scaling', [false, null]);
	const scale = values.boolean('scale', true);
	return {
		...base,
		kind: 'layerNormalization',
		epsilon: values.number('epsilon', 1e-3),
		gamma: scale ? weight(0, 'gamma') : null,
		beta: values.boolean('center', true) ? weight(Number(scale), 'beta') : null
	};
}

function groupNormalization(reading: Reading): Layer {
	const { base, values, shapes, weight } = reading;
	requireChannelAxis(reading, 'normalises');
	const scale = values.boolean('scale', true);
	const groups = values.number('groups', 32);
	return {
		...base,
		kind: 'groupNormalization',
		groups: groups === -1 ? shapes[0][shapes[0].length - 1] : groups,
		epsilon: values.number('epsilon', 1e-3),
		gamma: scale ? weight(0, 'gamma') : null,
		beta: values.boolean('center', true) ? weight(Number(scale), 'beta') : null
	};
}

/** Mean and variance are settings where they were given, weights where they were adapted to images. */
function normalization(reading: Reading): Layer {
	const { base, values, shapes, weight, refuse } = reading;
	values.require('invert', [false, null]);
	const { axis } = values.json;
	if (axis !== null && !(Array.isArray(axis) && axis.length === 0)) {
		requireChannelAxis(reading, 'normalises');
	}
	const given = (key: 'mean' | 'variance', index: number): Weight => {
		if (values.json[key] == null) {
			const found = weight(index, key);
			return { shape: [found.values.length], values: found.values };
		}
		const numbers = flatNumbers(values.json[key]);
		if (!numbers) return refuse(`its ${key} is ${JSON.stringify(values.json[key])}`);
		return { shape: [numbers.length], values: Float32Array.from(numbers) };
	};
	const mean = given('mean', 0);
	const variance = given('variance', 1);
	const channels = shapes[0][shapes[0].length - 1];
	const fits = [mean, variance].every(
		({ values }) => values.length === 1 || values.length === channels
	);
	return fits
		? { ...base, kind: 'normalization', mean, variance }
		: refuse(`its mean and variance are not of the ${channels} channels`);
}

export const NORMALISATION_CONVERSIONS: Readonly<Record<string, Conversion>> = {
	BatchNormalization: batchNormalization,
	SyncBatchNormalization: batchNormalization,
	LayerNormalization: layerNormalization,
	GroupNormalization: groupNormalization,
	Normalization: normalization,
	LayerScale: ({ base, weight }) => ({
		...base,
		kind: 'layerScale',
		gamma: weight(0, 'gamma', 'variable', 'Variable')
	})
};
