import type { Layer, MergeLayer } from '#lib/core/network/layer-graph.ts';
import { ConfigValues, isJson } from '#lib/keras/config-values.ts';
import { requireChannelAxis, type Conversion, type Reading } from '#lib/keras/layer-reading.ts';

const merge =
	(kind: MergeLayer['kind'] | 'add'): Conversion =>
	({ base }) => ({ ...base, kind });

function scaledAdd({ base, values, refuse }: Reading): Layer {
	if (base.inputs.length !== 2) refuse(`it has ${base.inputs.length} inputs instead of 2`);
	return { ...base, kind: 'scaledAdd', scale: values.number('scale') };
}

/** Keras 2 writes Inception-ResNet-v2's scaled residual as a Lambda after `block<n>_<m>_conv`. */
function lambda({ base, values, refuse }: Reading): Layer {
	const settings = values.json.arguments;
	const names = isJson(settings) ? Object.keys(settings) : [];
	const residual =
		base.inputs.length === 2 &&
		/(^|\/)block(35|17|8)_\d+_conv$/.test(base.inputs[1]) &&
		names.length === 1 &&
		names[0] === 'scale';
	if (!residual || !isJson(settings)) {
		return refuse(
			'code inside model files is never run; replace the Lambda by a Keras layer (for x / 255, Rescaling(1 / 255)) and save again. Where it averages several models, save each of them: the notebook makes ensembles itself'
		);
	}
	const scale = new ConfigValues(settings, refuse).number('scale');
	return { ...base, kind: 'scaledAdd', scale };
}

export const MERGE_CONVERSIONS: Readonly<Record<string, Conversion>> = {
	Add: merge('add'),
	Multiply: merge('multiply'),
	Subtract: merge('subtract'),
	Average: merge('average'),
	Maximum: merge('maximum'),
	Minimum: merge('minimum'),
	Concatenate: (reading) => {
		requireChannelAxis(reading, 'joins along');
		return { ...reading.base, kind: 'concatenate' };
	},
	CustomScaleLayer: scaledAdd,
	Lambda: lambda
};
