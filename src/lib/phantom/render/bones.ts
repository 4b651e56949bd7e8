import { closedOutline, type EdgeLook, type Knot, type Outline, type Point } from './outline.ts';
import type { RandomStream } from '#lib/phantom/sample/random.ts';
import type { OsteophyteSite } from '#lib/phantom/truth.ts';

type KnotRow = [x: number, y: number, look: EdgeLook];

const shaft: EdgeLook = { round: 13, face: 0.04, cortex: 0.3, breadth: 2.2 };
const flare: EdgeLook = { round: 15, face: 0.03, cortex: 0.2, breadth: 1.1 };
const margin: EdgeLook = { round: 12, face: 0.06, cortex: 0.24, breadth: 0.95 };
const condyle: EdgeLook = { round: 11, face: 0.16, cortex: 0.13, breadth: 0.9 };
const notch: EdgeLook = { round: 13, face: 0.08, cortex: 0.07, breadth: 0.9 };
const plateau: EdgeLook = { round: 9, face: 0.3, cortex: 0.46, breadth: 2 };
const spine: EdgeLook = { round: 10, face: 0.12, cortex: 0.12, breadth: 0.9 };
const small: EdgeLook = { round: 7, face: 0.08, cortex: 0.42, breadth: 1.3 };
const kneecap: EdgeLook = { round: 9, face: 0.1, cortex: 0.3, breadth: 1.2 };

const FEMUR: KnotRow[] = [
	[-31, -80, shaft],
	[-30, -62, shaft],
	[-32, -50, shaft],
	[-37, -41, flare],
	[-43.5, -34, flare],
	[-44.5, -26, margin],
	[-41.5, -17.5, margin],
	[-42.8, -10, margin],
	[-41, -4, margin],
	[-36, -0.9, condyle],
	[-27, -0.3, condyle],
	[-18, -2.6, condyle],
	[-11.5, -7, notch],
	[-6.5, -12.2, notch],
	[0, -15.5, notch],
	[6.5, -13, notch],
	[11.5, -7.5, notch],
	[17.5, -2, condyle],
	[25, 0.5, condyle],
	[33.5, 0.9, condyle],
	[39, -1.6, margin],
	[41.2, -7, margin],
	[41.5, -18, flare],
	[43.8, -29, margin],
	[43.5, -38, flare],
	[37, -47, shaft],
	[31, -60, shaft],
	[29, -80, shaft]
];

const TIBIA: KnotRow[] = [
	[-42.8, 7.4, margin],
	[-42.2, 4.9, margin],
	[-39, 4.2, plateau],
	[-33, 4.6, plateau],
	[-26, 4.6, plateau],
	[-19, 3.2, plateau],
	[-12.5, 0, plateau],
	[-7, -4, spine],
	[-4, -5.2, spine],
	[-0.5, -3.2, spine],
	[3, -4.2, spine],
	[6, -6.4, spine],
	[9, -4, spine],
	[13, 0.8, plateau],
	[18, 4, plateau],
	[25, 5.8, plateau],
	[32, 5.6, plateau],
	[38, 4.6, plateau],
	[41.2, 5, margin],
	[42, 7.6, margin],
	[41.3, 13, margin],
	[38.5, 21, flare],
	[33.5, 31, flare],
	[28.5, 43, shaft],
	[25, 58, shaft],
	[23, 75, shaft],
	[-24, 75, shaft],
	[-26, 58, shaft],
	[-30, 43, flare],
	[-35, 31, flare],
	[-40, 21, margin],
	[-42.3, 13, margin]
];

const FIBULA: KnotRow[] = [
	[-41, 13.5, small],
	[-35.5, 16.5, small],
	[-33.5, 23, small],
	[-37, 32, small],
	[-39.5, 45, small],
	[-40.5, 70, small],
	[-50.5, 70, small],
	[-50, 45, small],
	[-51.5, 33, small],
	[-51.5, 22, small],
	[-47, 15.5, small]
];

const PATELLA: KnotRow[] = [
	[0, -19, kneecap],
	[11, -17, kneecap],
	[18.5, -9, kneecap],
	[19.5, 1, kneecap],
	[14, 11, kneecap],
	[3, 18.5, kneecap],
	[-8, 16, kneecap],
	[-17.5, 7, kneecap],
	[-20, -3, kneecap],
	[-14, -14.5, kneecap]
];

/** Where an osteophyte grows, mm. */
const MARGINS: Record<OsteophyteSite, Point> = {
	'femur-medial': [40.6, -4.6],
	'femur-lateral': [-42, -6.4],
	'tibia-medial': [41.6, 5.6],
	'tibia-lateral': [-42.6, 5.8]
};

const VERTICES_PER_KNOT = 10;

/** Bones of one knee without disease, in knee mm (x to medial, y downwards). */
export interface Bones {
	femur: Outline;
	tibia: Outline;
	fibula: Outline;
	patella: Outline;
	margins: Record<OsteophyteSite, Point>;
	/** Breadth of the knee relative to the average. */
	breadth: number;
}

/** A value that both knees of a subject share, except for a small difference. */
function alike(shared: RandomStream, own: RandomStream, mean: number, deviation: number): number {
	return shared.normal(mean, deviation) + own.normal(0, 0.35 * deviation);
}

function outline(
	rows: readonly KnotRow[],
	place: (x: number, y: number) => Point,
	jitter: number,
	shared: RandomStream,
	own: RandomStream
): Outline {
	const knots: Knot[] = rows.map(([x, y, look]) => {
		const [px, py] = place(x, y);
		const still = look === plateau || look === condyle ? 0.45 : 1;
		const cortex = Math.max(0.03, look.cortex * alike(shared, own, 1, 0.3));
		const at: Point = [
			px + alike(shared, own, 0, jitter),
			py + still * alike(shared, own, 0, jitter)
		];
		return { at, look: { ...look, cortex } };
	});
	return closedOutline(knots, VERTICES_PER_KNOT);
}

/** The bones of one knee; `shared` is a stream of the subject, `own` one of the knee. */
export function drawBones(shared: RandomStream, own: RandomStream): Bones {
	const vary = (mean: number, deviation: number) => alike(shared, own, mean, deviation);
	const breadth = vary(1, 0.035);
	const shaftBreadth = vary(1.06, 0.07);
	const flareHeight = vary(1.2, 0.14);
	const notchBreadth = vary(0.9, 0.1);
	const notchHeight = vary(1, 0.14);
	const condyleRound = vary(1, 0.3);
	const taper = vary(1, 0.1);
	const spineHeight = vary(1, 0.22);
	const plateauDish = vary(1, 0.25);
	const eminenceShift = vary(0, 0.8);

	const femur = outline(
		FEMUR,
		(x, y) => {
			if (y < -33)
				return [x * breadth * (y < -45 ? shaftBreadth : 1), -33 + (y + 33) * flareHeight];
			if (Math.abs(x) < 13) return [x * notchBreadth + eminenceShift, -4 + (y + 4) * notchHeight];
			return [x * breadth, y > -3 ? y * condyleRound : y];
		},
		0.55,
		shared,
		own
	);
	const tibia = outline(
		TIBIA,
		(x, y) => {
			if (y > 18) return [x * breadth * (1 + (taper - 1) * Math.min(1.5, (y - 12) / 24)), y];
			if (Math.abs(x) < 10) return [x + eminenceShift, -1 + (y + 1) * spineHeight];
			return [x * breadth, Math.abs(x) < 38 && y > 0 ? 4 + (y - 4) * plateauDish : y];
		},
		0.5,
		shared,
		own
	);
	const fibulaAt: Point = [vary(0.5, 2.2), vary(0, 3)];
	const fibula = outline(
		FIBULA,
		(x, y) => [x * breadth + fibulaAt[0], y + fibulaAt[1]],
		0.7,
		shared,
		own
	);
	const patellaAt: Point = [vary(-4, 3.5), vary(-41, 6)];
	const patellaSize = vary(1, 0.08);
	const patella = outline(
		PATELLA,
		(x, y) => [x * patellaSize + patellaAt[0], y * patellaSize + patellaAt[1]],
		0.9,
		shared,
		own
	);
	const margins = Object.fromEntries(
		Object.entries(MARGINS).map(([site, [x, y]]) => [site, [x * breadth, y]])
	) as Record<OsteophyteSite, Point>;
	return { femur, tibia, fibula, patella, margins, breadth };
}
