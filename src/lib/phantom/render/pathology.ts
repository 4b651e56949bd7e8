import type { OsteophyteSite } from '#lib/core/records/test-set.ts';
import { clamp, cos, sin } from '#lib/phantom/deterministic-math.ts';
import type { KneeDisease, Point } from '#lib/phantom/spec.ts';
import { COMPARTMENTS, OSTEOPHYTE_SITES, type Compartment } from '#lib/phantom/truth.ts';
import type { Bones } from './bones.ts';
import { nearestVertex, type Outline } from './outline.ts';

/** Middle and half breadth of the weight-bearing part of the plateau, mm. */
export const COMPARTMENT_MIDDLE_MM = 25;
const ATTRITION_HALF_BREADTH_MM = 19;

/** The sign of x in a compartment (x grows to medial). */
export function towards(compartment: Compartment): 1 | -1 {
	return compartment === 'medial' ? 1 : -1;
}

/** A grown osteophyte: its root on the bone's margin and its tip, mm. */
export interface Spur {
	site: OsteophyteSite;
	mm: number;
	root: Point;
	tip: Point;
}

/** Lowers the tibial plateau by the bone lost in each compartment. */
export function wearPlateau(tibia: Outline, attritionMm: Record<Compartment, number>): void {
	for (const compartment of COMPARTMENTS) {
		const middle = towards(compartment) * COMPARTMENT_MIDDLE_MM;
		for (let i = 0; i < tibia.x.length; i++) {
			const u = (tibia.x[i] - middle) / ATTRITION_HALF_BREADTH_MM;
			const v = 1 - u * u * u * u;
			if (v > 0 && tibia.y[i] < 14) tibia.y[i] += attritionMm[compartment] * v;
		}
	}
}

/** Makes a bone's diseased edge uneven, by a normal deviate a vertex. */
export function roughen(outline: Outline, amplitude: number, deviates: readonly number[]): void {
	let offset = 0;
	for (let i = 0; i < outline.x.length; i++) {
		offset = 0.93 * offset + 0.37 * (amplitude * deviates[i]);
		if (Math.abs(outline.y[i]) < 16) outline.y[i] += offset;
	}
}

/**
 * Draws the margin of a bone out into a spur of exactly `mm` length. The side towards the joint is steep, the other runs
 * out along the bone.
 */
function growSpur(
	outline: Outline,
	site: OsteophyteSite,
	margin: Point,
	mm: number,
	rise: number
): Spur {
	const femoral = site.startsWith('femur');
	const outwards = margin[0] > 0 ? 1 : -1;
	const direction: Point = [outwards * cos(rise), sin(rise)];
	const jointSide = femoral ? 1 : -1;
	const centre = nearestVertex(outline, margin);
	const root: Point = [outline.x[centre], outline.y[centre]];
	const n = outline.x.length;
	const moved = new Map<number, number>([[centre, 1]]);
	for (const step of [1, -1]) {
		let length = 0;
		for (let k = 1; k < n / 4; k++) {
			const i = (centre + step * k + n) % n;
			const before = (centre + step * (k - 1) + n) % n;
			const dx = outline.x[i] - outline.x[before];
			const dy = outline.y[i] - outline.y[before];
			length += Math.sqrt(dx * dx + dy * dy);
			const nearJoint =
				Math.abs(outline.x[i]) < Math.abs(root[0]) && jointSide * (outline.y[i] - root[1]) > -1;
			const reach = nearJoint ? 2.5 + 0.55 * mm : 3 + 0.8 * mm;
			const u = 1 - length / reach;
			if (u <= 0) break;
			moved.set(i, u * Math.sqrt(u));
		}
	}
	for (const [i, share] of moved) {
		outline.x[i] += mm * share * direction[0];
		outline.y[i] += mm * share * direction[1];
		const look = outline.looks[i];
		const thin = clamp(mm / 4, 0, 1) * share;
		outline.looks[i] = {
			...look,
			round: look.round * (1 - 0.5 * thin),
			cortex: look.cortex + 0.08 * thin
		};
	}
	return { site, mm, root, tip: [outline.x[centre], outline.y[centre]] };
}

/** Grows every osteophyte of the disease on its bone. */
export function growSpurs(
	bones: Bones,
	{ osteophyteMm }: Pick<KneeDisease, 'osteophyteMm'>,
	rise: Record<OsteophyteSite, number>
): Spur[] {
	return OSTEOPHYTE_SITES.map((site) => {
		const bone = site.startsWith('femur') ? bones.femur : bones.tibia;
		return growSpur(bone, site, bones.margins[site], osteophyteMm[site], rise[site]);
	});
}
