import type { Weight } from '#lib/core/network/layer-graph.ts';
import { fromFloat16Bits, toFloat16Bits } from './float16.ts';

export type WeightDtype = 'float32' | 'float16' | 'uint16';

/** As TF.js weight manifests say it: `value = stored * scale + min` for whole numbers. */
export type Quantization =
	{ dtype: 'float16' } | { dtype: 'uint8' | 'uint16'; scale: number; min: number };

export interface EncodedWeight {
	/** Little-endian. */
	bytes: Uint8Array;
	/** Null where the values are stored as float32. */
	quantization: Quantization | null;
}

export const BYTES_PER_VALUE = { float32: 4, float16: 2, uint16: 2, uint8: 1 } as const;

/**
 * Stores a weight at the precision asked for. Vectors (biases, batch statistics) stay float32: they are
 * few, and a variance near zero would not survive.
 * @throws Error where a value does not fit into float16.
 */
export function encodeWeight({ shape, values }: Weight, dtype: WeightDtype): EncodedWeight {
	if (dtype === 'float32' || shape.length < 2) {
		return { bytes: bytesOf(values.slice()), quantization: null };
	}
	if (dtype === 'float16') {
		const tooLarge = values.find((value) => Math.abs(value) >= 65520);
		if (tooLarge !== undefined) {
			throw new Error(`the weight ${tooLarge} is too large for float16; use uint16 or float32`);
		}
		return { bytes: bytesOf(Uint16Array.from(values, toFloat16Bits)), quantization: { dtype } };
	}
	let min = Infinity;
	let max = -Infinity;
	for (const value of values) {
		if (value < min) min = value;
		if (value > max) max = value;
	}
	const scale = max > min ? (max - min) / 65535 : 1;
	const steps = new Uint16Array(values.length);
	for (let i = 0; i < values.length; i++) steps[i] = Math.round((values[i] - min) / scale);
	return { bytes: bytesOf(steps), quantization: { dtype, scale, min } };
}

/** The values of a weight as TF.js decodes them. */
export function decodeWeight(bytes: Uint8Array, quantization: Quantization | null): Float32Array {
	// A copy starts at a multiple of what typed arrays ask for.
	const { buffer } = bytes.slice();
	if (!quantization) return new Float32Array(buffer);
	if (quantization.dtype === 'float16') {
		return Float32Array.from(new Uint16Array(buffer), fromFloat16Bits);
	}
	const { dtype, scale, min } = quantization;
	const stored = dtype === 'uint8' ? new Uint8Array(buffer) : new Uint16Array(buffer);
	const values = new Float32Array(stored.length);
	for (let i = 0; i < values.length; i++) values[i] = stored[i] * scale + min;
	return values;
}

/** Machines that run JavaScript are little-endian, as the files are; TF.js counts on it too. */
function bytesOf(values: Float32Array | Uint16Array): Uint8Array {
	return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
