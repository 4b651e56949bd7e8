import type { Interpolation } from '#lib/core/network/layer-graph.ts';
import { flatNumbers } from '#lib/keras/constants.ts';
import { isNumbers } from '#lib/keras/config-values.ts';
import { channelsLast, type Conversion, type Reading } from '#lib/keras/layer-reading.ts';

const INTERPOLATIONS: readonly Interpolation[] = ['nearest', 'bilinear'];

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

/** A number for all channels, or one for every channel. */
function numbers({ values, refuse }: Reading, key: string, usual?: number): number | number[] {
	const given = values.json[key] ?? usual;
	const found = flatNumbers(given);
	if (!found) return refuse(`its ${key} is ${JSON.stringify(given)}, numbers are needed`);
	return found.length === 1 ? found[0] : found;
}

export const IMAGE_CONVERSIONS: Readonly<Record<string, Conversion>> = {
	ZeroPadding2D: (reading) => {
		channelsLast(reading);
		return { ...reading.base, kind: 'zeroPadding2d', padding: fourSides(reading, 'padding', 1) };
	},
	Cropping2D: (reading) => {
		channelsLast(reading);
		return { ...reading.base, kind: 'cropping2d', cropping: fourSides(reading, 'cropping', 0) };
	},
	CenterCrop: (reading) => {
		const { base, values, shapes, refuse } = reading;
		channelsLast(reading);
		const sides = [values.number('height'), values.number('width')];
		const around = sides.map((side, axis): [number, number] => {
			const over = shapes[0][axis] - side;
			if (over < 0) return refuse('it would enlarge the image; use Resizing');
			return [Math.floor(over / 2), over - Math.floor(over / 2)];
		});
		return { ...base, kind: 'cropping2d', cropping: [around[0], around[1]] };
	},
	Resizing: (reading) => {
		const { base, values } = reading;
		channelsLast(reading);
		values.require('antialias', [false, null]);
		values.require('pad_to_aspect_ratio', [false, null]);
		const size = [values.number('height'), values.number('width')] as const;
		const [height, width] = reading.shapes[0];
		if (height * size[1] !== width * size[0]) values.require('crop_to_aspect_ratio', [false, null]);
		const interpolation = values.choice('interpolation', INTERPOLATIONS, 'bilinear');
		return { ...base, kind: 'resizing', size, interpolation };
	},
	UpSampling2D: (reading) => {
		const { base, values } = reading;
		channelsLast(reading);
		const interpolation = values.choice('interpolation', INTERPOLATIONS, 'nearest');
		return { ...base, kind: 'upSampling2d', size: values.pair('size', [2, 2]), interpolation };
	},
	Rescaling: (reading) => ({
		...reading.base,
		kind: 'rescaling',
		scale: numbers(reading, 'scale'),
		offset: numbers(reading, 'offset', 0)
	})
};
