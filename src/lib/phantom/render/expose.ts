import { clamp, exp } from '#lib/phantom/deterministic-math.ts';
import { sampleCloud, whiteNoise } from '#lib/phantom/noise.ts';
import type { RandomStream } from '#lib/phantom/random.ts';
import { SIZE, type Imaging } from '#lib/phantom/spec.ts';
import { blur, broadBlur, renderCloud, texture } from './texture.ts';

const JOINT_ATTENUATION = 1.5;
const BONE_ATTENUATION = 2.55;

function shoulder(grey: number): number {
	if (grey > 222) {
		const over = (grey - 222) / 33;
		return 222 + (33 * over) / (1 + over);
	}
	if (grey < 24) {
		const under = (24 - grey) / 24;
		return 24 - (24 * under) / (1 + under);
	}
	return grey;
}

/** Turns attenuation into 8-bit grey values: exposure, unsharpness, digital processing, collimation and film noise from a stream. */
export function expose(
	attenuation: Float32Array,
	imaging: Imaging,
	random: RandomStream
): Uint8Array {
	const shown = (a: number) => 1 - exp(-imaging.saturation * a);
	const low = shown(JOINT_ATTENUATION);
	const gain = imaging.contrast / (shown(BONE_ATTENUATION) - low);
	const grey = new Float32Array(SIZE * SIZE);
	for (let i = 0; i < grey.length; i++)
		grey[i] = imaging.jointGrey + gain * (shown(attenuation[i]) - low);

	const sharp = blur(grey, imaging.blurPx);
	const broad = broadBlur(sharp, 12);
	const middle = imaging.jointGrey + 0.55 * imaging.contrast;
	const film = texture(whiteNoise(random), 0.62, 0.62);
	const unevenness = renderCloud(sampleCloud(random, 75));
	const [left, right] = imaging.collimated;
	const pixels = new Uint8Array(SIZE * SIZE);
	for (let i = 0; i < pixels.length; i++) {
		const column = i % SIZE;
		const base = broad[i] + (middle - broad[i]) * imaging.equalisation;
		let value = base + imaging.detail * (sharp[i] - broad[i]) + 3 * unevenness[i];
		const covered = Math.max(left - column, right - (SIZE - 1 - column));
		value = shoulder(value);
		if (covered > 0) value = 8 + (value - 8) * Math.max(0.06, 0.5 - 0.5 * covered);
		value += film[i] * imaging.noise * (0.5 + value / 300);
		const level = Math.round(clamp(value, 0, 255));
		pixels[i] = imaging.negative ? 255 - level : level;
	}
	return pixels;
}
