import type { Layer, Weight } from '#lib/core/network/layer-graph.ts';
import type { Shape } from '#lib/core/network/layer-shapes.ts';
import { ConfigValues, isJson } from '#lib/keras/config-values.ts';
import { ACTIVATION_CONVERSIONS } from './convert-activations.ts';
import { CONVOLUTION_CONVERSIONS } from './convert-convolutions.ts';
import { IMAGE_CONVERSIONS } from './convert-images.ts';
import { MERGE_CONVERSIONS } from './convert-merges.ts';
import { NORMALISATION_CONVERSIONS } from './convert-normalisations.ts';
import { convertOperation } from './convert-operations.ts';
import { POOLING_CONVERSIONS } from './convert-pooling.ts';
import { SHAPE_CONVERSIONS } from './convert-shapes.ts';
import { ModelFileError, UnsupportedLayerError } from '#lib/keras/errors.ts';
import type { FlatLayer } from '#lib/keras/flatten-model.ts';
import type { Conversion, Reading } from '#lib/keras/layer-reading.ts';
import { operationOf } from '#lib/keras/operation.ts';
import { remedyFor } from '#lib/keras/remedies.ts';
import type { Variable, WeightSource } from '#lib/keras/weight-source.ts';

/** Layers that do nothing at inference. */
const IDENTITY_CLASSES = new Set([
	'Identity',
	'Dropout',
	'SpatialDropout2D',
	'GaussianNoise',
	'GaussianDropout',
	'AlphaDropout',
	'ActivityRegularization',
	'StochasticDepth',
	'DropConnect',
	'DropPath',
	'FixedDropout'
]);

/** Augmentation, which Keras switches off at inference: RandomFlip and its many kin. */
const AUGMENTATION = /^(Random[A-Z]\w*|AutoContrast|CutMix|MixUp|AugMix|RandAugment)$/;

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
	...CONVOLUTION_CONVERSIONS,
	...NORMALISATION_CONVERSIONS,
	...ACTIVATION_CONVERSIONS,
	...MERGE_CONVERSIONS,
	...POOLING_CONVERSIONS,
	...IMAGE_CONVERSIONS,
	...SHAPE_CONVERSIONS
};

/** What a layer is read with. */
export interface ConversionContext {
	weights: WeightSource;
	fileName: string;
	/** Which Keras wrote the settings. */
	keras: 2 | 3;
	/** Output shapes of the layers read before it, by name. */
	shapes: ReadonlyMap<string, Shape>;
}

/**
 * One layer of a Keras model with its weights, as one layer or several of which the last has its name. No code of the
 * file is run: a `Lambda` is read only where Inception-ResNet-v2 has its scaled residual.
 * @throws UnsupportedLayerError naming the layer's class and name.
 */
export function convertLayer(flat: FlatLayer, context: ConversionContext): readonly Layer[] {
	const { fileName, weights, keras } = context;
	const { className, config } = flat.layer;
	const refuse = (detail: string): never => {
		throw new UnsupportedLayerError(fileName, writtenClass(flat), flat.name, detail);
	};
	const base = { name: flat.name, inputs: flat.inputs };
	if (IDENTITY_CLASSES.has(className) || AUGMENTATION.test(className)) {
		return [{ ...base, kind: 'identity' }];
	}
	const quantised = quantisedTo(config.dtype);
	if (quantised) {
		return refuse(
			`its weights are quantised (${quantised}); save the model as it was before model.quantize()`
		);
	}
	const reading: Reading = {
		flat,
		base,
		shapes: flat.inputs.map((input) => context.shapes.get(input)!),
		values: new ConfigValues(config, refuse),
		keras,
		refuse,
		weight: (index, ...names) => findWeight(flat, weights, { index, names }, fileName)
	};
	const operation = operationOf(reading);
	const conversion = Object.hasOwn(CONVERSIONS, className) ? CONVERSIONS[className] : null;
	const layers = operation
		? convertOperation(reading, operation)
		: conversion
			? conversion(reading)
			: refuse(remedyFor(className, Object.keys(CONVERSIONS)));
	return [layers].flat();
}

/** The class as it stands in the file; of an operation, which one. */
function writtenClass({ layer }: FlatLayer): string {
	return layer.className === 'TFOpLambda'
		? `TFOpLambda ${String(layer.config.function)}`
		: layer.className;
}

/** The mode of a quantised data type policy, e.g. int8; null for any other. */
function quantisedTo(dtype: unknown): string | null {
	if (!isJson(dtype) || !isJson(dtype.config)) return null;
	const { mode } = dtype.config;
	return typeof mode === 'string' ? mode : null;
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
			`${what} contains values that are not finite (NaN or infinity)`
		);
	}
	return found;
}

function allFinite(values: Float32Array): boolean {
	for (const value of values) if (!Number.isFinite(value)) return false;
	return true;
}
