import type { Layer } from '#lib/core/network/layer-graph.ts';
import { isJson, type Json } from '#lib/keras/config-values.ts';
import type { Reading } from '#lib/keras/layer-reading.ts';

/** The places along an axis that a part of `x[...]` picks. */
type Picked = readonly number[];

/**
 * `x[:, top:bottom, left:right, channels]`: rows and columns are cut off, channels picked, in any order. A single channel
 * (`x[..., 0]`) keeps its axis, as what stacks it again does not mind.
 */
export function sliced({ base, shapes, refuse }: Reading, key: unknown): Layer | readonly Layer[] {
	const sides = [null, ...shapes[0]];
	const parts = expanded(Array.isArray(key) ? key : [key], sides.length);
	const refused = () => refuse(`it takes ${JSON.stringify(key)} of [${shapes[0].join(', ')}]`);
	if (!parts || !isWhole(parts[0])) return refused();
	const picked = sides.slice(1).map((side, axis) => places(parts[axis + 1], side!));
	if (picked.some((list) => list === null || list.length === 0)) return refused();
	const spatial = picked.slice(0, -1) as Picked[];
	const channels = picked.at(-1) as Picked;
	if (!spatial.every((list, axis) => isRange(list) && isSlice(parts[axis + 1]))) return refused();

	const layers: Layer[] = [];
	let { inputs } = base;
	const cut = spatial.map((list, axis): [number, number] => [
		list[0],
		shapes[0][axis] - 1 - list[list.length - 1]
	]);
	const picksAll = isRange(channels) && channels.length === shapes[0][shapes[0].length - 1];
	if (spatial.length === 2 && cut.flat().some((side) => side > 0)) {
		const name = picksAll ? base.name : `${base.name}/cropped`;
		layers.push({ kind: 'cropping2d', name, inputs, cropping: [cut[0], cut[1]] });
		inputs = [name];
	}
	if (!picksAll) layers.push({ ...base, kind: 'channelOrder', inputs, order: channels });
	return layers.length > 0 ? layers : { ...base, kind: 'identity' };
}

/** One part for every axis, the batch first; null where there are too many. */
function expanded(parts: readonly unknown[], rank: number): unknown[] | null {
	const place = parts.findIndex(isEllipsis);
	const given = parts.filter((part) => !isEllipsis(part));
	if (given.length > rank) return null;
	const whole = new Array<unknown>(rank - given.length).fill({});
	return place < 0
		? [...given, ...whole]
		: [...given.slice(0, place), ...whole, ...given.slice(place)];
}

function isEllipsis(part: unknown): boolean {
	return (
		part === 'Ellipsis' || part === '...' || (isJson(part) && part.class_name === '__ellipsis__')
	);
}

function isSlice(part: unknown): part is Json {
	return isJson(part);
}

function bounds(part: Json): Json {
	return part.class_name === '__slice__' && isJson(part.config) ? part.config : part;
}

function isWhole(part: unknown): boolean {
	if (!isSlice(part)) return false;
	const { start, stop, step } = bounds(part);
	return (start ?? 0) === 0 && (stop ?? null) === null && (step ?? 1) === 1;
}

/** As Python's `range(*slice.indices(side))`; null for what is no slice and no number. */
function places(part: unknown, side: number): Picked | null {
	if (typeof part === 'number') {
		const place = part < 0 ? part + side : part;
		return place >= 0 && place < side ? [place] : null;
	}
	if (!isSlice(part)) return null;
	const { start = null, stop = null, step: given = null } = bounds(part);
	const step = given ?? 1;
	if (![start ?? 0, stop ?? 0, step].every(Number.isInteger) || step === 0) return null;
	const by = step as number;
	const at = (value: unknown, open: number) => {
		if (value === null) return open;
		const place = (value as number) < 0 ? (value as number) + side : (value as number);
		return by > 0 ? Math.min(Math.max(place, 0), side) : Math.min(Math.max(place, -1), side - 1);
	};
	const from = at(start, by > 0 ? 0 : side - 1);
	const end = at(stop, by > 0 ? side : -1);
	return Array.from({ length: Math.max(0, Math.ceil((end - from) / by)) }, (_, i) => from + i * by);
}

function isRange(list: Picked): boolean {
	return list.every((place, i) => i === 0 || place === list[i - 1] + 1);
}
