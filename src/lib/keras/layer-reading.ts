import type { Layer, Padding, Weight } from '#lib/core/network/layer-graph.ts';
import type { Shape } from '#lib/core/network/layer-shapes.ts';
import type { ConfigValues } from './config-values.ts';
import type { FlatLayer } from './flatten-model.ts';

/** What a conversion gets of its layer. */
export interface Reading {
	flat: FlatLayer;
	base: { name: string; inputs: readonly string[] };
	/** Of the inputs, in their order. */
	shapes: readonly Shape[];
	values: ConfigValues;
	/** Which Keras wrote the settings: some words changed their meaning. */
	keras: 2 | 3;
	refuse: (detail: string) => never;
	/** A weight that must be there. */
	weight: (index: number, ...names: string[]) => Weight;
}

/** One layer, or several one after the other of which the last has the layer's name. */
export type Conversion = (reading: Reading) => Layer | readonly Layer[];

export const PADDINGS: readonly Padding[] = ['valid', 'same'];

export function channelsLast({ values }: Pick<Reading, 'values'>): void {
	values.require('data_format', ['channels_last', null]);
}

export function bias({ values, weight }: Reading, index: number): Weight | null {
	return values.boolean('use_bias', true) ? weight(index, 'bias') : null;
}

/** Refuses an axis that is not the last one of the input. */
export function requireChannelAxis({ values, shapes, refuse }: Reading, does: string): void {
	const { axis = -1 } = values.json;
	const given: unknown = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
	if (given === -1 || given === shapes[0].length) return;
	refuse(`it ${does} axis ${JSON.stringify(axis)}; only the channels, the last axis, can be`);
}
