import { BONE_TEMPLATES, VERTICES_PER_KNOT } from '#lib/phantom/bone-templates.ts';
import type { RandomStream } from '#lib/phantom/random.ts';
import type { Anatomy, Bone } from '#lib/phantom/spec.ts';
import { sampleBones } from './bones.ts';
import { sampleFemurLandmarks, sampleTibiaLandmarks } from './landmarks.ts';
import { sampleBoneDensity, sampleSoftTissue } from './tissue.ts';

/** The anatomy of one knee; `shared` is a stream of the subject, `own` one of the knee. */
export function sampleAnatomy(shared: RandomStream, own: RandomStream): Anatomy {
	const roughness = (bone: Bone) =>
		Array.from({ length: BONE_TEMPLATES[bone].length * VERTICES_PER_KNOT }, () => own.normal());
	const femurRise = () => own.uniform(-0.55, 0.3);
	const tibiaRise = () => own.uniform(-0.5, 0.25);

	const bones = sampleBones(shared, own);
	const femurLandmarks = sampleFemurLandmarks(bones.breadth, own);
	return {
		bones,
		roughness: { femur: roughness('femur'), tibia: roughness('tibia') },
		spurRise: {
			'femur-medial': femurRise(),
			'femur-lateral': femurRise(),
			'tibia-medial': tibiaRise(),
			'tibia-lateral': tibiaRise()
		},
		landmarks: { femur: femurLandmarks, ...sampleTibiaLandmarks(bones.breadth, own) },
		softTissue: sampleSoftTissue(shared, own),
		density: sampleBoneDensity(shared, own)
	};
}
