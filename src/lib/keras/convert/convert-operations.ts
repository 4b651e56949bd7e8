import type { Layer } from '#lib/core/network/layer-graph.ts';
import { sliced } from './convert-slices.ts';
import { activationLayer, activationOperation } from './convert-activations.ts';
import { IMAGE_CONVERSIONS } from './convert-images.ts';
import { poolingOperation } from './convert-pooling.ts';
import { REDUCTIONS, reshaped } from './convert-shapes.ts';
import { ConfigValues, isNumbers } from '#lib/keras/config-values.ts';
import { channelNumbers } from '#lib/keras/constants.ts';
import type { Reading } from '#lib/keras/layer-reading.ts';
import type { Operation } from '#lib/keras/operation.ts';

/**
 * An operation as layers: arithmetic with constants that are the same for all pixels, sums and products of tensors, means
 * and maxima, slices and what only changes the shape.
 */
export function convertOperation(reading: Reading, operation: Operation): Layer | readonly Layer[] {
	const { base, shapes, refuse } = reading;
	const { name, operands, settings } = operation;
	switch (name) {
		case 'add':
		case 'subtract':
		case 'multiply':
		case 'divide':
		case 'maximum':
		case 'minimum':
			return binary(reading, operation);
		case 'negative':
			return { ...base, kind: 'rescaling', scale: -1, offset: 0 };
		case 'clip':
			return clip(reading, operation);
		case 'mean':
		case 'max':
		case 'min':
		case 'sum':
			return reduction(reading, operation, name);
		case 'concatenate':
		case 'stack': {
			const axis = axesOf(
				reading,
				settings.axis ?? lastConstant(operation) ?? 0,
				shapes[0].length + 1
			);
			return axis?.join() === String(shapes[0].length)
				? { ...base, kind: 'concatenate' }
				: refuse(`${name} is read along the channels only`);
		}
		case 'getitem':
			return sliced(reading, settings.slice_spec ?? constantOf(operation, 1));
		case 'repeat':
		case 'tile':
		case 'grayscaletorgb':
			return repeated(reading, operation);
		case 'flip': {
			const channels = shapes[0][shapes[0].length - 1];
			const axes = axesOf(reading, settings.axis ?? lastConstant(operation), shapes[0].length + 1);
			return axes?.join() === String(shapes[0].length)
				? {
						...base,
						kind: 'channelOrder',
						order: [...new Array<number>(channels).keys()].reverse()
					}
				: refuse('only the channels can be reversed');
		}
		case 'reshape': {
			const target = settings.newshape ?? settings.shape ?? constantOf(operation, 1);
			return reshaped(reading, Array.isArray(target) ? target.slice(1) : target);
		}
		case 'expanddims':
			return shapes[0].length === 1
				? { ...base, kind: 'reshape', shape: [1, 1, shapes[0][0]] }
				: { ...base, kind: 'identity' };
		case 'squeeze':
			return shapes[0][0] * shapes[0][1] === 1 || shapes[0].length === 1
				? { ...base, kind: 'flatten' }
				: refuse('only images of one pixel can be squeezed');
		case 'identity':
			return { ...base, kind: 'identity' };
		case 'averagepool':
			return poolingOperation(reading, 'averagePooling2d');
		case 'maxpool':
			return poolingOperation(reading, 'maxPooling2d');
		case 'resize':
			return resized(reading, settings.size ?? constantOf(operation, 1));
	}
	const activation = activationOperation(operation.written.split('.').at(-1)!, settings);
	if (activation && operands.length > 0) return activationLayer(reading, activation);
	return refuse(
		`the operation ${operation.written} cannot be read; only arithmetic with constants, sums, products, means and maxima of tensors can: replace it by a Keras layer and save again`
	);
}

/** Channels one after the other several times, as a grey image becomes one of three channels. */
function repeated(reading: Reading, operation: Operation): Layer {
	const { base, shapes, refuse } = reading;
	const { name, settings } = operation;
	const rank = shapes[0].length + 1;
	const places = [...new Array<number>(shapes[0][shapes[0].length - 1]).keys()];
	const inOrder = (order: number[]): Layer => ({ ...base, kind: 'channelOrder', order });
	const times = (count: unknown) =>
		typeof count === 'number' && Number.isInteger(count) && count > 0
			? new Array<number>(count).fill(0)
			: refuse(`it repeats channels ${JSON.stringify(count)} times`);
	if (name === 'grayscaletorgb') return inOrder([0, 0, 0]);
	if (name === 'repeat') {
		const axes = axesOf(reading, settings.axis ?? lastConstant(operation), rank);
		if (axes?.join() !== String(rank - 1)) return refuse('only channels can be repeated');
		const count = times(settings.repeats ?? constantOf(operation, 1));
		return inOrder(places.flatMap((place) => count.map(() => place)));
	}
	const given = settings.repeats ?? settings.multiples ?? constantOf(operation, 1);
	if (!isNumbers(given, rank) || given.slice(0, -1).some((count) => count !== 1)) {
		return refuse('only channels can be repeated');
	}
	return inOrder(times(given[rank - 1]).flatMap(() => places));
}

function binary(reading: Reading, { name, written, operands }: Operation): Layer {
	const { base, shapes, refuse } = reading;
	const [a, b] = operands;
	if (!a || !b || operands.length !== 2) return refuse(`${written} needs two operands`);
	if ('tensor' in a && 'tensor' in b) {
		if (name === 'divide')
			return refuse('one tensor is divided by another; multiply instead and save again');
		const kind = name as 'add' | 'subtract' | 'multiply' | 'maximum' | 'minimum';
		return { ...base, kind, inputs: [base.inputs[a.tensor], base.inputs[b.tensor]] };
	}
	const first = 'constant' in a;
	const constant = channelNumbers(
		'constant' in a ? a.constant : 'constant' in b ? b.constant : null
	);
	const channels = shapes[0]?.[shapes[0].length - 1];
	if (constant === null || (typeof constant !== 'number' && constant.length !== channels)) {
		return refuse(
			`${written} is with a constant that is not one number, or one for each of the ${channels} channels`
		);
	}
	const each = (change: (value: number) => number) =>
		typeof constant === 'number' ? change(constant) : constant.map(change);
	const affine = (scale: number | number[], offset: number | number[]): Layer => ({
		...base,
		kind: 'rescaling',
		scale,
		offset
	});
	switch (name) {
		case 'add':
			return affine(1, constant);
		case 'subtract':
			return first
				? affine(-1, constant)
				: affine(
						1,
						each((value) => -value)
					);
		case 'multiply':
			return affine(constant, 0);
		case 'divide':
			return first || [constant].flat().includes(0)
				? refuse('a constant is divided by a tensor, or a tensor by zero')
				: affine(
						each((value) => 1 / value),
						0
					);
		default:
			return name === 'maximum' && constant === 0
				? { ...base, kind: 'activation', activation: 'relu' }
				: refuse(`${written} with a constant can be read with 0 only, as ReLU`);
	}
}

function clip({ base, refuse }: Reading, { settings, operands }: Operation): Layer {
	const [low, high] = operands
		.slice(1)
		.flatMap((value) => ('constant' in value ? [value.constant] : []));
	const least = settings.x_min ?? settings.clip_value_min ?? low;
	const most = settings.x_max ?? settings.clip_value_max ?? high;
	if (least !== 0 || typeof most !== 'number' || most <= 0) {
		return refuse('values are clipped; only from 0 to a number above it can be read, as ReLU');
	}
	return { ...base, kind: 'rectifier', negativeSlope: 0, threshold: 0, maxValue: most };
}

function reduction(
	reading: Reading,
	{ settings, operands }: Operation,
	name: 'mean' | 'max' | 'min' | 'sum'
): Layer {
	const { base, shapes, refuse } = reading;
	const rank = shapes[0].length + 1;
	const second = operands.slice(1).find((value) => 'constant' in value);
	const axes = axesOf(
		reading,
		settings.axis ?? (second && 'constant' in second ? second.constant : null),
		rank
	);
	const keepDims = settings.keepdims === true || settings.keep_dims === true;
	const along = axes?.join();
	if (rank === 4 && along === '1,2' && (name === 'mean' || name === 'max')) {
		const kind = name === 'mean' ? 'globalAveragePooling2d' : 'globalMaxPooling2d';
		return { ...base, kind, ...(keepDims && { keepDims }) };
	}
	if (rank === 4 && along === '3' && keepDims && REDUCTIONS.includes(name)) {
		return { ...base, kind: 'channelReduction', operation: name };
	}
	return refuse(
		`a ${name} along ${axes ? `axis ${along}` : 'all axes'} cannot be read; over rows and columns, or over the channels with keepdims, it can`
	);
}

function resized(reading: Reading, size: unknown): Layer | readonly Layer[] {
	const { values, refuse } = reading;
	if (!isNumbers(size, 2)) return refuse(`it resizes to ${JSON.stringify(size)}`);
	const config = { ...values.json, height: size[0], width: size[1] };
	return IMAGE_CONVERSIONS.Resizing({ ...reading, values: new ConfigValues(config, refuse) });
}

/** Axes from 0 (the batch) on, ascending; null where none are named, which stands for all. */
function axesOf({ refuse }: Reading, axis: unknown, rank: number): number[] | null {
	if (axis === null || axis === undefined) return null;
	const list: unknown[] = Array.isArray(axis) ? axis : [axis];
	const axes = list.map((one) => (typeof one === 'number' ? (one < 0 ? one + rank : one) : NaN));
	if (axes.some((one) => !Number.isInteger(one)))
		return refuse(`its axis is ${JSON.stringify(axis)}`);
	return axes.sort((a, b) => a - b);
}

function constantOf({ operands }: Operation, place: number): unknown {
	const operand = operands[place];
	return operand && 'constant' in operand ? operand.constant : undefined;
}

function lastConstant(operation: Operation): unknown {
	return constantOf(operation, operation.operands.length - 1);
}
