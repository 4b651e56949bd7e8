import type { Bone, EdgeLook } from './spec.ts';

/** The knots of a bone's outline in the average knee, mm, with the look of the edge there. */
type BoneTemplate = readonly [x: number, y: number, look: EdgeLook][];

const shaft: EdgeLook = { round: 13, face: 0.04, cortex: 0.3, breadth: 2.2 };
const flare: EdgeLook = { round: 15, face: 0.03, cortex: 0.2, breadth: 1.1 };
const margin: EdgeLook = { round: 12, face: 0.06, cortex: 0.24, breadth: 0.95 };
const condyle: EdgeLook = { round: 11, face: 0.16, cortex: 0.13, breadth: 0.9 };
const notch: EdgeLook = { round: 13, face: 0.08, cortex: 0.07, breadth: 0.9 };
const plateau: EdgeLook = { round: 9, face: 0.3, cortex: 0.46, breadth: 2 };
const spine: EdgeLook = { round: 10, face: 0.12, cortex: 0.12, breadth: 0.9 };
const small: EdgeLook = { round: 7, face: 0.08, cortex: 0.42, breadth: 1.3 };
const kneecap: EdgeLook = { round: 9, face: 0.1, cortex: 0.3, breadth: 1.2 };

const FEMUR: BoneTemplate = [
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

const TIBIA: BoneTemplate = [
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

const FIBULA: BoneTemplate = [
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

const PATELLA: BoneTemplate = [
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

/** The bones of the average knee. */
export const BONE_TEMPLATES: Readonly<Record<Bone, BoneTemplate>> = {
	femur: FEMUR,
	tibia: TIBIA,
	fibula: FIBULA,
	patella: PATELLA
};

/** Vertices of an outline from each knot to the next. */
export const VERTICES_PER_KNOT = 10;

/** Whether the edge is a joint surface, which varies less in height. */
export function isJointSurface(look: EdgeLook): boolean {
	return look === plateau || look === condyle;
}
