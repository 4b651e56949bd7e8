import type { OsteophyteSite } from '#lib/core/records/test-set.ts';
import { BONE_TEMPLATES, VERTICES_PER_KNOT } from '#lib/phantom/bone-templates.ts';
import type { Bone, BoneShapes, Point } from '#lib/phantom/spec.ts';
import { closedOutline, type Knot, type Outline } from './outline.ts';

/** Where an osteophyte grows, mm. */
const MARGINS: Record<OsteophyteSite, Point> = {
	'femur-medial': [40.6, -4.6],
	'femur-lateral': [-42, -6.4],
	'tibia-medial': [41.6, 5.6],
	'tibia-lateral': [-42.6, 5.8]
};

/** Bones of one knee without disease, in knee mm. */
export interface Bones extends Record<Bone, Outline> {
	margins: Record<OsteophyteSite, Point>;
}

/** The outlines that templates and variations give. */
export function shapeBones(shapes: BoneShapes): Bones {
	const { breadth, fibulaAt, patellaAt, patellaSize } = shapes;
	const outline = (bone: Bone, place: (x: number, y: number) => Point) => {
		const knots: Knot[] = BONE_TEMPLATES[bone].map(([x, y, look], i) => {
			const { dx, dy, cortex } = shapes.knots[bone][i];
			const [px, py] = place(x, y);
			return { at: [px + dx, py + dy], look: { ...look, cortex } };
		});
		return closedOutline(knots, VERTICES_PER_KNOT);
	};
	return {
		femur: outline('femur', (x, y) => placeFemur(x, y, shapes)),
		tibia: outline('tibia', (x, y) => placeTibia(x, y, shapes)),
		fibula: outline('fibula', (x, y) => [x * breadth + fibulaAt[0], y + fibulaAt[1]]),
		patella: outline('patella', (x, y) => [
			x * patellaSize + patellaAt[0],
			y * patellaSize + patellaAt[1]
		]),
		margins: Object.fromEntries(
			Object.entries(MARGINS).map(([site, [x, y]]) => [site, [x * breadth, y]])
		) as Record<OsteophyteSite, Point>
	};
}

function placeFemur(x: number, y: number, shapes: BoneShapes): Point {
	const { breadth, shaftBreadth, flareHeight, notchBreadth, notchHeight } = shapes;
	if (y < -33) return [x * breadth * (y < -45 ? shaftBreadth : 1), -33 + (y + 33) * flareHeight];
	if (Math.abs(x) < 13) {
		return [x * notchBreadth + shapes.eminenceShiftMm, -4 + (y + 4) * notchHeight];
	}
	return [x * breadth, y > -3 ? y * shapes.condyleRound : y];
}

function placeTibia(x: number, y: number, shapes: BoneShapes): Point {
	const { breadth, taper, spineHeight, plateauDish } = shapes;
	if (y > 18) return [x * breadth * (1 + (taper - 1) * Math.min(1.5, (y - 12) / 24)), y];
	if (Math.abs(x) < 10) return [x + shapes.eminenceShiftMm, -1 + (y + 1) * spineHeight];
	return [x * breadth, Math.abs(x) < 38 && y > 0 ? 4 + (y - 4) * plateauDish : y];
}
