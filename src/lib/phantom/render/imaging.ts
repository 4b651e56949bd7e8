import { clamp, exp } from '#lib/phantom/deterministic-math.ts';
import { SIZE } from './frame.ts';
import type { RandomStream } from '#lib/phantom/sample/random.ts';
import { blur, broadBlur, cloud, texture, whiteNoise } from './texture.ts';

/** How a knee was exposed, developed and digitised. */
export interface Imaging {
	/** Steepness of 1 - exp(-k attenuation). */
	saturation: number;
	/** Grey value of the soft tissue in the joint, before digital processing. */
	jointGrey: number;
	/** How much brighter bone is, grey values. */
	contrast: number;
	/** Standard deviation of the unsharpness, px. */
	blurPx: number;
	/** Standard deviation of the film noise, grey values. */
	noise: number;
	/** Share of the broad brightness differences taken away by digital processing. */
	equalisation: number;
	/** Gain of fine detail by digital processing. */
	detail: number;
	/** Columns hidden by the collimator on the left and right. */
	collimated: [left: number, right: number];
	/** Shown as a photographic negative. */
	negative: boolean;
}

const JOINT_ATTENUATION = 1.5;
const BONE_ATTENUATION = 2.55;

/**
 * Imaging of one knee. Both knees of a subject come from one film, so the `shared` stream sets the kind of film and `own`
 * adds small differences. About half the films are flat and crisp (digitally processed), most others glow with a
 * washed-out femur, a few are dark and hard; about one in a hundred is a negative, as in the public data set.
 */
export function drawImaging(shared: RandomStream, own: RandomStream): Imaging {
	const kind = shared.uniform();
	const sharpness = shared.normal();
	const jointLevel = shared.normal() + 0.25 * own.normal();
	const contrastLevel = shared.normal() + 0.25 * own.normal();
	const extra = shared.uniform();
	const negative = shared.chance(0.01);
	const edge = () => (own.chance(0.012) ? Math.floor(own.uniform(2, 18)) : 0);
	const common = { negative, collimated: [edge(), edge()] as [number, number] };
	if (kind < 0.54) {
		return {
			...common,
			saturation: 0.3 + 0.25 * extra,
			jointGrey: clamp(130 + 13 * jointLevel, 80, 165),
			contrast: clamp(48 + 10 * contrastLevel, 28, 75),
			blurPx: clamp(0.6 + 0.1 * sharpness, 0.42, 0.9),
			noise: clamp(1.7 + 0.4 * own.normal(), 0.8, 2.6),
			equalisation: clamp(0.42 + 0.15 * sharpness, 0.1, 0.75),
			detail: clamp(1.35 + 0.3 * own.normal(), 0.8, 2.1)
		};
	}
	if (kind < 0.93) {
		return {
			...common,
			saturation: 0.35 + 0.5 * extra,
			jointGrey: clamp(158 + 18 * jointLevel, 95, 190),
			contrast: clamp(60 + 12 * contrastLevel, 36, 90),
			blurPx: clamp(0.85 + 0.16 * sharpness, 0.55, 1.3),
			noise: clamp(1.3 + 0.35 * own.normal(), 0.6, 2.2),
			equalisation: clamp(0.05 + 0.08 * sharpness, 0, 0.3),
			detail: clamp(1 + 0.15 * own.normal(), 0.7, 1.4)
		};
	}
	return {
		...common,
		saturation: 0.25 + 0.4 * extra,
		jointGrey: clamp(72 + 20 * jointLevel, 30, 110),
		contrast: clamp(96 + 18 * contrastLevel, 55, 140),
		blurPx: clamp(0.62 + 0.12 * sharpness, 0.42, 0.95),
		noise: clamp(1.8 + 0.4 * own.normal(), 0.8, 2.8),
		equalisation: clamp(0.12 + 0.1 * sharpness, 0, 0.4),
		detail: clamp(1.2 + 0.2 * own.normal(), 0.8, 1.8)
	};
}

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

/** Turns attenuation into 8-bit grey values: exposure, unsharpness, digital processing, collimation and film noise. */
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
	const unevenness = cloud(random, 75);
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
