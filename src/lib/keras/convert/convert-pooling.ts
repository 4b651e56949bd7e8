import type { GlobalPooling2DLayer, Pooling2DLayer } from '#lib/core/network/layer-graph.ts';
import { channelsLast, PADDINGS, type Conversion, type Reading } from '#lib/keras/layer-reading.ts';

function pooling(reading: Reading, kind: Pooling2DLayer['kind']): Pooling2DLayer {
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

function globalPooling(reading: Reading, kind: GlobalPooling2DLayer['kind']): GlobalPooling2DLayer {
	channelsLast(reading);
	const keepDims = reading.values.boolean('keepdims', false);
	return { ...reading.base, kind, ...(keepDims && { keepDims }) };
}

export const POOLING_CONVERSIONS: Readonly<Record<string, Conversion>> = {
	MaxPooling2D: (reading) => pooling(reading, 'maxPooling2d'),
	AveragePooling2D: (reading) => pooling(reading, 'averagePooling2d'),
	GlobalAveragePooling2D: (reading) => globalPooling(reading, 'globalAveragePooling2d'),
	GlobalMaxPooling2D: (reading) => globalPooling(reading, 'globalMaxPooling2d')
};

/** `pool_size` and so on of the operations average_pool and max_pool. */
export function poolingOperation(reading: Reading, kind: Pooling2DLayer['kind']): Pooling2DLayer {
	return pooling(reading, kind);
}
