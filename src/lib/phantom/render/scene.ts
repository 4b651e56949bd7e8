import { bump, clamp, smoothstep } from '#lib/phantom/deterministic-math.ts';
import { jointSpaceMm } from '#lib/phantom/joint-space.ts';
import { whiteNoise } from '#lib/phantom/noise.ts';
import type { RandomStream } from '#lib/phantom/random.ts';
import { SIZE, type Anatomy, type KneeDisease } from '#lib/phantom/spec.ts';
import { COMPARTMENTS } from '#lib/phantom/truth.ts';
import { alignFemur, conformFemur, JointSurfaces } from './alignment.ts';
import { projectBone, projectLandmarks } from './attenuation.ts';
import { shapeBones } from './bones.ts';
import type { Frame } from './frame.ts';
import {
	COMPARTMENT_MIDDLE_MM,
	growSpurs,
	roughen,
	towards,
	wearPlateau,
	type Spur
} from './pathology.ts';
import { tibiaLandmarks } from './plateau-rims.ts';
import { projectSoftTissue } from './soft-tissue.ts';
import { renderCloud, texture } from './texture.ts';

/** Half breadth of the sclerotic zone of a compartment, mm. */
export const SCLEROSIS_HALF_BREADTH_MM = 17;

/** Depth of the sclerotic zone below the tibial plateau, mm; above the femoral surface it is half of it. */
export function scleroticDepthMm(sclerosis: number): number {
	return 3 + 4.5 * sclerosis;
}

/** The attenuation of one knee along every ray, with what is needed to state its truth. */
export interface Scene {
	attenuation: Float32Array;
	surfaces: JointSurfaces;
	spurs: Spur[];
}

/** Trabeculae: fine lines along the load, with coarser blotches. */
function trabeculae(random: RandomStream): Float32Array {
	const noise = whiteNoise(random);
	const fine = texture(noise, 0.45, 1.9);
	const cross = texture(whiteNoise(random), 1.1, 0.45);
	const blotches = texture(whiteNoise(random), 2.2, 4);
	for (let i = 0; i < fine.length; i++)
		fine[i] = 0.9 * fine[i] + 0.3 * cross[i] + 0.2 * blotches[i];
	return fine;
}

function sclerosisAt(
	x: number,
	y: number,
	surface: { femur: number; tibia: number },
	disease: KneeDisease
): number {
	let sum = 0;
	for (const compartment of COMPARTMENTS) {
		const strength = disease.sclerosis[compartment];
		const across = bump(
			(x * towards(compartment) - COMPARTMENT_MIDDLE_MM) / (SCLEROSIS_HALF_BREADTH_MM + 4)
		);
		if (strength === 0 || across === 0) continue;
		const depth = scleroticDepthMm(strength);
		const below = (y - surface.tibia) / (1.5 * depth);
		const above = (surface.femur - y) / (0.9 * depth);
		if (below > -0.05) sum += 1.2 * strength * across * bump(Math.min(1, below));
		if (above > -0.05) sum += 0.55 * strength * across * bump(Math.min(1, above));
	}
	return sum;
}

/**
 * Builds the bones with their disease, aligns them exactly and adds up what lies along every ray.
 *
 * @param grain of the trabeculae
 */
export function buildScene(
	frame: Frame,
	disease: KneeDisease,
	{ bones: shapes, landmarks, roughness, spurRise, softTissue, density }: Anatomy,
	grain: RandomStream
): Scene {
	const bones = shapeBones(shapes);
	wearPlateau(bones.tibia, disease.attritionMm);
	const worst = Math.max(disease.sclerosis.medial, disease.sclerosis.lateral);
	roughen(bones.femur, 0.05 + 0.08 * worst, roughness.femur);
	roughen(bones.tibia, 0.06 + 0.12 * worst, roughness.tibia);
	const spurs = growSpurs(bones, disease, spurRise);
	const widths = jointSpaceMm(disease);
	const first = alignFemur(bones.femur, bones.tibia, widths);
	const conformity = (narrowing: number) => 0.35 + 0.5 * smoothstep(0.1, 0.7, narrowing);
	conformFemur(bones.femur, bones.tibia, {
		medial: conformity(disease.narrowing.medial),
		lateral: conformity(disease.narrowing.lateral)
	});
	const second = alignFemur(bones.femur, bones.tibia, widths);
	const rise = first.rise + second.rise;
	const slope = first.slope + second.slope;
	const lift = (x: number, y: number): [number, number] => [x, y - rise - slope * x];
	const lifted = landmarks.femur.map((landmark) => ({
		...landmark,
		points: landmark.points.map(([x, y]) => lift(x, y))
	}));
	for (const spur of spurs) {
		if (!spur.site.startsWith('femur')) continue;
		spur.root = lift(...spur.root);
		spur.tip = lift(...spur.tip);
	}
	const surfaces = new JointSurfaces(bones.femur, bones.tibia);

	const femur = projectBone(bones.femur, frame);
	const tibia = projectBone(bones.tibia, frame);
	const fibula = projectBone(bones.fibula, frame);
	const patella = projectBone(bones.patella, frame);
	const femurLines = projectLandmarks(lifted, frame);
	const tibiaLines = projectLandmarks(tibiaLandmarks(surfaces, shapes.breadth, landmarks), frame);
	const soft = projectSoftTissue(frame, softTissue);
	const blotches = renderCloud(density.blotches);
	const mottle = renderCloud(density.mottle);
	const trabecular = trabeculae(grain);
	const { trabecularStrength, patellaThickness, patellaRim, fibulaThickness } = density;
	const { fossa, shaftLoss, lateralCondyle } = density;

	const attenuation = new Float32Array(SIZE * SIZE);
	const grid = frame.grid();
	for (let at = 0; at < attenuation.length; at++) {
		const x = grid.x[at];
		const y = grid.y[at];
		const dense = 1 + 0.05 * blotches[at] + 0.03 * mottle[at];
		let bone = 0;
		if (femur.body[at] > 0 || femur.cortex[at] > 0) {
			const notchBox = bump(Math.min(1, Math.abs(x) / 15)) * smoothstep(-38, -18, y);
			const upper = smoothstep(-25, -60, y);
			const femoral =
				dense -
				fossa * notchBox -
				0.5 * shaftLoss * upper +
				lateralCondyle * (x < 0 ? 1 : -1) * clamp(Math.abs(x) / 20, 0, 1);
			bone += femoral * femur.body[at] + femur.cortex[at];
		}
		if (tibia.body[at] > 0 || tibia.cortex[at] > 0) {
			const plate = 0.12 * bump(clamp((y - 4) / 12, -1, 1));
			const canal = shaftLoss * smoothstep(14, 50, y) * bump(Math.min(1, Math.abs(x) / 30));
			bone += (0.74 * dense + plate - canal) * tibia.body[at] + tibia.cortex[at];
		}
		const lines =
			femurLines[at] * Math.min(1, femur.body[at]) +
			tibiaLines[at] * Math.min(1, 1.4 * tibia.body[at]);
		const small =
			fibulaThickness * (fibula.body[at] + 0.8 * fibula.cortex[at]) +
			patellaThickness * (patella.body[at] + patellaRim * patella.cortex[at]);
		const body = femur.body[at] + tibia.body[at];
		const sclerosis =
			body > 0 && Math.abs(y) < 30
				? sclerosisAt(x, y, surfaces.at(x), disease) * Math.min(1, body * 1.2)
				: 0;
		const load = Math.min(1, body) + 0.6 * fibulaThickness * fibula.body[at];
		attenuation[at] =
			soft[at] +
			(bone + lines + sclerosis + small) * (1 + 0.5 * trabecularStrength * trabecular[at]) +
			trabecularStrength * 0.6 * load * trabecular[at];
	}
	return { attenuation, surfaces, spurs };
}
