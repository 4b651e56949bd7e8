import { surfaceProfile, type Outline } from './outline.ts';
import { COMPARTMENT_MIDDLE_MM, towards } from './pathology.ts';
import { COMPARTMENTS, type Compartment } from '#lib/phantom/truth.ts';

const STEP_MM = 0.25;
const FIRST_MM = -50;
const COUNT = 401;
const CONFORMING_HALF_BREADTH_MM = 16;

/** The part of a compartment over which its joint-space width is the minimum, mm from the middle of the knee. */
export const MEASURED_MM = { from: 13, to: 37 };

/** Surfaces of the joint at x = FIRST + k STEP mm: the lowest of the femur, the highest of the tibia. */
export class JointSurfaces {
	readonly #femur: Float64Array;
	readonly #tibia: Float64Array;

	constructor(femur: Outline, tibia: Outline) {
		this.#femur = surfaceProfile(femur, FIRST_MM, STEP_MM, COUNT, 1);
		this.#tibia = surfaceProfile(tibia, FIRST_MM, STEP_MM, COUNT, -1);
	}

	/** Heights of both surfaces at x (y grows downwards), NaN where a bone does not reach. */
	at(x: number): { femur: number; tibia: number } {
		const position = (x - FIRST_MM) / STEP_MM;
		const k = Math.max(0, Math.min(COUNT - 2, Math.floor(position)));
		const t = position - k;
		return {
			femur: this.#femur[k] * (1 - t) + this.#femur[k + 1] * t,
			tibia: this.#tibia[k] * (1 - t) + this.#tibia[k + 1] * t
		};
	}

	/** The narrowest place of a compartment: where, and how wide along the tibial axis, mm. */
	narrowest(compartment: Compartment): { x: number; mm: number } {
		let best = { x: NaN, mm: Infinity };
		for (let k = 0; k < COUNT; k++) {
			const x = FIRST_MM + k * STEP_MM;
			const outwards = x * towards(compartment);
			if (outwards < MEASURED_MM.from || outwards > MEASURED_MM.to) continue;
			const mm = this.#tibia[k] - this.#femur[k];
			if (mm < best.mm) best = { x, mm };
		}
		return best;
	}
}

function tilt(outline: Outline, rise: number, slope: number): void {
	for (let i = 0; i < outline.x.length; i++) outline.y[i] -= rise + slope * outline.x[i];
}

/**
 * Fits the femoral surface to the plateau below it, as worn joints are, so that the space is narrow along the whole
 * compartment: each place moves by `degree` (0-1) of its excess over the compartment's narrowest place.
 */
export function conformFemur(
	femur: Outline,
	tibia: Outline,
	degree: Record<Compartment, number>
): void {
	const surfaces = new JointSurfaces(femur, tibia);
	for (const compartment of COMPARTMENTS) {
		const { mm } = surfaces.narrowest(compartment);
		for (let i = 0; i < femur.x.length; i++) {
			const outwards = femur.x[i] * towards(compartment);
			const u = (outwards - COMPARTMENT_MIDDLE_MM) / CONFORMING_HALF_BREADTH_MM;
			if (u * u >= 1) continue;
			const at = surfaces.at(femur.x[i]);
			if (femur.y[i] < at.femur - 0.5 || !(at.tibia - at.femur > mm)) continue;
			femur.y[i] += degree[compartment] * (1 - u * u * u * u) * (at.tibia - at.femur - mm);
		}
	}
}

/**
 * Lifts the femur by rise + slope * x so that the minimum joint-space width of both compartments equals the wanted one;
 * varus and valgus follow from unequal narrowing.
 * @returns the lift, to be applied to whatever else belongs to the femur
 */
export function alignFemur(
	femur: Outline,
	tibia: Outline,
	wantedMm: Record<Compartment, number>
): { rise: number; slope: number } {
	let rise = 0;
	let slope = 0;
	for (let round = 0; round < 40; round++) {
		const surfaces = new JointSurfaces(femur, tibia);
		const [medial, lateral] = COMPARTMENTS.map((c) => surfaces.narrowest(c));
		const lackMedial = wantedMm.medial - medial.mm;
		const lackLateral = wantedMm.lateral - lateral.mm;
		if (Math.abs(lackMedial) < 1e-9 && Math.abs(lackLateral) < 1e-9) return { rise, slope };
		const moreSlope = (lackMedial - lackLateral) / (medial.x - lateral.x);
		const moreRise = lackMedial - moreSlope * medial.x;
		tilt(femur, moreRise, moreSlope);
		rise += moreRise;
		slope += moreSlope;
	}
	throw new Error(
		'The femur could not be aligned to its joint-space widths: the bones are malformed.'
	);
}
