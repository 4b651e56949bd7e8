import type { Landmark, Landmarks, PlateauRim, Point } from '#lib/phantom/spec.ts';
import { COMPARTMENTS, type Compartment } from '#lib/phantom/truth.ts';
import type { JointSurfaces } from './alignment.ts';
import { towards } from './pathology.ts';

/** The anterior and posterior edges of a plateau do not project onto one line: the second follows the surface below it. */
function plateauRim(
	compartment: Compartment,
	{ depth, breadth, strength }: PlateauRim,
	surfaces: JointSurfaces,
	kneeBreadth: number
): Landmark {
	const points: Point[] = [];
	for (let i = 0; i <= 14; i++) {
		const t = i / 14;
		const x = towards(compartment) * kneeBreadth * (13 + 27.5 * t);
		const y = surfaces.at(x).tibia;
		if (!Number.isNaN(y)) points.push([x, y + 0.8 + depth * (1 - t) * (0.5 + 1.6 * t)]);
	}
	return { points, breadth, strength };
}

/** Faint lines of the tibia. */
export function tibiaLandmarks(
	surfaces: JointSurfaces,
	kneeBreadth: number,
	{ tibiaScars, plateauRims, eminenceStreaks }: Landmarks
): Landmark[] {
	const rims = COMPARTMENTS.map((c) => plateauRim(c, plateauRims[c], surfaces, kneeBreadth));
	return [...tibiaScars, ...rims, ...eminenceStreaks];
}
