import { sizeOf } from '#lib/core/network/layer-shapes.ts';
import { channelsLast, type Conversion, type Reading } from '#lib/keras/layer-reading.ts';
import type { Layer, ChannelReductionLayer } from '#lib/core/network/layer-graph.ts';

/** Values in another shape without the batch, one side of which may be -1: what is left. */
export function reshaped({ base, shapes, refuse }: Reading, target: unknown): Layer {
	const size = sizeOf(shapes[0]);
	const sides = Array.isArray(target) ? target.map(Number) : [];
	const known = sides.filter((side) => side !== -1).reduce((product, side) => product * side, 1);
	const shape = sides.map((side) => (side === -1 ? size / known : side));
	const whole = shape.every((side) => Number.isInteger(side) && side > 0);
	if (!whole || sizeOf(shape) !== size || (shape.length !== 1 && shape.length !== 3)) {
		return refuse(
			`it makes ${JSON.stringify(target)} of [${shapes[0].join(', ')}]; only images [height, width, channels] and lists of features can be read`
		);
	}
	return shape.length === 1 ? { ...base, kind: 'flatten' } : { ...base, kind: 'reshape', shape };
}

export const SHAPE_CONVERSIONS: Readonly<Record<string, Conversion>> = {
	Flatten: (reading) => {
		channelsLast(reading);
		return { ...reading.base, kind: 'flatten' };
	},
	Reshape: (reading) => reshaped(reading, reading.values.json.target_shape),
	/** Written by this project; see `kerasLayer`. */
	ChannelOrder: ({ base, values, refuse }) => {
		const { order } = values.json;
		return Array.isArray(order) && order.every((place) => Number.isInteger(place))
			? { ...base, kind: 'channelOrder', order: order as number[] }
			: refuse(`its order is ${JSON.stringify(order)}`);
	},
	ChannelReduction: ({ base, values }) => ({
		...base,
		kind: 'channelReduction',
		operation: values.choice('operation', REDUCTIONS, 'mean')
	})
};

export const REDUCTIONS: readonly ChannelReductionLayer['operation'][] = [
	'mean',
	'max',
	'min',
	'sum'
];
