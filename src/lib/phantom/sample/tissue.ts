import { clamp } from '#lib/phantom/deterministic-math.ts';
import { sampleCloud } from '#lib/phantom/noise.ts';
import type { RandomStream } from '#lib/phantom/random.ts';
import type { BoneDensity, SoftTissue } from '#lib/phantom/spec.ts';

/** Skin, fat and muscle of one knee; build is alike in both knees of a subject. */
export function sampleSoftTissue(shared: RandomStream, own: RandomStream): SoftTissue {
	return {
		medial: clamp(shared.normal(60, 7) + own.normal(0, 2), 48, 90),
		lateral: clamp(shared.normal(68, 8) + own.normal(0, 2), 52, 95),
		fat: clamp(shared.normal(9, 3), 3, 18),
		thighSpread: shared.normal(0.05, 0.08),
		calfBulge: shared.normal(2, 4),
		pad: clamp(shared.normal(0.34, 0.2), 0, 0.8),
		padY: own.normal(-32, 6),
		medialGradient: shared.normal(0.0012, 0.0015),
		clouds: sampleCloud(own, 41)
	};
}

/** How dense the bones of one knee are; the same in both knees of a subject but for its blotches. */
export function sampleBoneDensity(shared: RandomStream, own: RandomStream): BoneDensity {
	return {
		blotches: sampleCloud(own, 31),
		mottle: sampleCloud(own, 13),
		trabecularStrength: clamp(shared.normal(0.052, 0.016), 0.015, 0.085),
		patellaThickness: clamp(shared.normal(0.3, 0.11), 0.06, 0.6),
		patellaRim: clamp(shared.normal(0.6, 0.4), 0, 1.5),
		fibulaThickness: clamp(shared.normal(0.36, 0.08), 0.15, 0.6),
		fossa: shared.normal(0.12, 0.1),
		shaftLoss: shared.normal(0.12, 0.06),
		lateralCondyle: shared.normal(0, 0.05)
	};
}
