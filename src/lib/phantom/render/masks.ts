import { MEASURED_MM, type JointSurfaces } from './alignment.ts';
import type { Frame } from './frame.ts';
import { SIZE, type KneeDisease } from '#lib/phantom/spec.ts';
import { COMPARTMENT_MIDDLE_MM, towards, type Spur } from './pathology.ts';
import { SCLEROSIS_HALF_BREADTH_MM, scleroticDepthMm } from './scene.ts';
import type { Box } from '#lib/core/records/test-set.ts';
import type { Compartment, OsteophyteTruth } from '#lib/phantom/truth.ts';

const VISIBLE = { narrowing: 0.2, osteophyteMm: 1, sclerosis: 0.2, attritionMm: 0.3 };
const THINNEST_BAND_MM = 2.4;
/** No part of a joint space or lesion is further from the middle of the joint along the axis, mm. */
const REACH_MM = 30;

function compartmentAt(x: number): Compartment | undefined {
	const outwards = Math.abs(x);
	if (outwards < MEASURED_MM.from || outwards > MEASURED_MM.to) return undefined;
	return x > 0 ? 'medial' : 'lateral';
}

/** Osteophytes in pixels: each is covered by a disc around the middle of its spur. */
export function locateOsteophytes(spurs: readonly Spur[], frame: Frame): OsteophyteTruth[] {
	return spurs.map(({ site, mm, root, tip }) => {
		const [x, y] = frame.toPixels((root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2);
		return { site, mm, x, y, radius: (0.5 * mm) / frame.millimetresPerPixel + 2 };
	});
}

/** 1 at pixel centres between the femoral and the tibial surface of a compartment. */
export function jointSpaceMask(surfaces: JointSurfaces, frame: Frame): Uint8Array {
	const mask = new Uint8Array(SIZE * SIZE);
	const { x, y } = frame.grid();
	for (let i = 0; i < mask.length; i++) {
		if (Math.abs(y[i]) > REACH_MM || !compartmentAt(x[i])) continue;
		const { femur, tibia } = surfaces.at(x[i]);
		if (y[i] > femur && y[i] < tibia) mask[i] = 1;
	}
	return mask;
}

/** 1 where a visible sign of disease is. A space that is all but closed is marked at least 2.4 mm high. */
export function lesionMask(
	surfaces: JointSurfaces,
	osteophytes: readonly OsteophyteTruth[],
	disease: KneeDisease,
	frame: Frame
): Uint8Array {
	const mask = new Uint8Array(SIZE * SIZE);
	for (const { x, y, radius, mm } of osteophytes) {
		if (mm < VISIBLE.osteophyteMm) continue;
		for (let row = 0; row < SIZE; row++) {
			for (let column = 0; column < SIZE; column++) {
				const dx = column + 0.5 - x;
				const dy = row + 0.5 - y;
				if (dx * dx + dy * dy <= radius * radius) mask[row * SIZE + column] = 1;
			}
		}
	}
	const grid = frame.grid();
	for (let i = 0; i < mask.length; i++) {
		const x = grid.x[i];
		const y = grid.y[i];
		if (Math.abs(y) > REACH_MM) continue;
		const compartment = compartmentAt(x);
		if (!compartment) continue;
		const { femur, tibia } = surfaces.at(x);
		const middle = (femur + tibia) / 2;
		const halfSpace = Math.max(tibia - femur, THINNEST_BAND_MM) / 2;
		if (disease.narrowing[compartment] >= VISIBLE.narrowing && Math.abs(y - middle) <= halfSpace)
			mask[i] = 1;
		const outwards = x * towards(compartment) - COMPARTMENT_MIDDLE_MM;
		if (Math.abs(outwards) > SCLEROSIS_HALF_BREADTH_MM) continue;
		const sclerosis = disease.sclerosis[compartment];
		const depth = scleroticDepthMm(sclerosis);
		if (sclerosis >= VISIBLE.sclerosis) {
			if (y >= tibia && y <= tibia + depth) mask[i] = 1;
			if (y <= femur && y >= femur - depth / 2) mask[i] = 1;
		}
		const lost = disease.attritionMm[compartment];
		if (lost >= VISIBLE.attritionMm && y <= tibia && y >= tibia - lost) mask[i] = 1;
	}
	return mask;
}

/** Box around a compartment's joint space, clipped to the image. */
export function jointSpaceBox(
	surfaces: JointSurfaces,
	compartment: Compartment,
	frame: Frame
): Box {
	const corners: [number, number][] = [];
	for (let outwards = MEASURED_MM.from; outwards <= MEASURED_MM.to; outwards += 1) {
		const x = outwards * towards(compartment);
		const { femur, tibia } = surfaces.at(x);
		corners.push(frame.toPixels(x, femur), frame.toPixels(x, tibia));
	}
	const xs = corners.map(([x]) => x);
	const ys = corners.map(([, y]) => y);
	const within = (value: number) => Math.max(0, Math.min(SIZE, value));
	return {
		x0: within(Math.floor(Math.min(...xs))),
		y0: within(Math.floor(Math.min(...ys))),
		x1: within(Math.ceil(Math.max(...xs))),
		y1: within(Math.ceil(Math.max(...ys)))
	};
}
