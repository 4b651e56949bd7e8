import type { RandomStream } from './random.ts';
import { SIZE, type Cloud } from './spec.ts';

/** White noise of mean 0 and standard deviation about 1. */
export function whiteNoise(random: RandomStream): Float32Array {
	const noise = new Float32Array(SIZE * SIZE);
	const scale = Math.sqrt(3) / 65536;
	for (let i = 0; i < noise.length; i++) {
		const a = random.bits();
		const b = random.bits();
		noise[i] = scale * ((a & 0xffff) + (a >>> 16) + (b & 0xffff) + (b >>> 16) - 131070);
	}
	return noise;
}

/** The grid of a cloud whose blobs are `period` pixels apart. */
export function sampleCloud(random: RandomStream, period: number): Cloud {
	const cells = Math.ceil(SIZE / period) + 3;
	return { period, grid: Array.from({ length: cells * cells }, () => 1.7 * random.normal()) };
}
