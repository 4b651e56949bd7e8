import { clamp } from '#lib/phantom/deterministic-math.ts';
import type { RandomStream } from '#lib/phantom/random.ts';
import type { Imaging } from '#lib/phantom/spec.ts';

/**
 * Imaging of one knee. Both knees of a subject come from one film, so the `shared` stream sets the kind of film and `own`
 * adds small differences. About half the films are flat and crisp (digitally processed), most others glow with a
 * washed-out femur, a few are dark and hard; about one in a hundred is a negative, as in the public data set.
 */
export function sampleImaging(shared: RandomStream, own: RandomStream): Imaging {
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
