import { BONE_TEMPLATES, isJointSurface } from '#lib/phantom/bone-templates.ts';
import type { RandomStream } from '#lib/phantom/random.ts';
import type { Bone, BoneShapes, KnotVariation } from '#lib/phantom/spec.ts';

/** Standard deviation of a knot's place, mm. */
const JITTER_MM: Readonly<Record<Bone, number>> = {
	femur: 0.55,
	tibia: 0.5,
	fibula: 0.7,
	patella: 0.9
};

/** The shapes of one knee's bones; `shared` is a stream of the subject, `own` one of the knee. */
export function sampleBones(shared: RandomStream, own: RandomStream): BoneShapes {
	/** A value that both knees of a subject share, except for a small difference. */
	const vary = (mean: number, deviation: number) =>
		shared.normal(mean, deviation) + own.normal(0, 0.35 * deviation);
	const knots = (bone: Bone): KnotVariation[] =>
		BONE_TEMPLATES[bone].map(([, , look]) => {
			const cortex = Math.max(0.03, look.cortex * vary(1, 0.3));
			const dx = vary(0, JITTER_MM[bone]);
			const dy = (isJointSurface(look) ? 0.45 : 1) * vary(0, JITTER_MM[bone]);
			return { dx, dy, cortex };
		});
	const shapes = {
		breadth: vary(1, 0.035),
		shaftBreadth: vary(1.06, 0.07),
		flareHeight: vary(1.2, 0.14),
		notchBreadth: vary(0.9, 0.1),
		notchHeight: vary(1, 0.14),
		condyleRound: vary(1, 0.3),
		taper: vary(1, 0.1),
		spineHeight: vary(1, 0.22),
		plateauDish: vary(1, 0.25),
		eminenceShiftMm: vary(0, 0.8)
	};
	const femur = knots('femur');
	const tibia = knots('tibia');
	const fibulaAt: BoneShapes['fibulaAt'] = [vary(0.5, 2.2), vary(0, 3)];
	const fibula = knots('fibula');
	const patellaAt: BoneShapes['patellaAt'] = [vary(-4, 3.5), vary(-41, 6)];
	const patellaSize = vary(1, 0.08);
	const patella = knots('patella');
	return {
		...shapes,
		fibulaAt,
		patellaAt,
		patellaSize,
		knots: { femur, tibia, fibula, patella }
	};
}
