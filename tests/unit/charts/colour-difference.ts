/** CIE L*, a*, b* under D65. */
export type Lab = readonly [number, number, number];

/** Channels 0-1, linear light. */
export type LinearRgb = readonly [number, number, number];

type Matrix = readonly [LinearRgb, LinearRgb, LinearRgb];

/**
 * What each eye makes of linear sRGB, at full strength.
 * Machado, Oliveira & Fernandes (2009), A Physiologically-based Model for Simulation of Color Vision Deficiency,
 * IEEE Transactions on Visualization and Computer Graphics 15(6), 1291-1298, table of the authors for severity 1.0.
 */
export const EYES: Readonly<Record<'trichromat' | 'protan' | 'deutan' | 'tritan', Matrix>> = {
	trichromat: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protan: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deutan: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritan: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

/** IEC 61966-2-1. */
export function linearRgb(hex: string): LinearRgb {
	const [r, g, b] = [1, 3, 5].map((at) => {
		const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return [r, g, b];
}

/** Contrast ratio of WCAG 2.2, 1-21. */
export function contrastRatio(one: string, other: string): number {
	const [darker, lighter] = [one, other]
		.map((hex) => dot([0.2126, 0.7152, 0.0722], linearRgb(hex)))
		.sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

/** The least CIEDE2000 difference of two colours to any of the eyes. */
export function leastDifference(one: string, other: string): number {
	return Math.min(
		...Object.values(EYES).map((eye) => ciede2000(labSeenBy(one, eye), labSeenBy(other, eye)))
	);
}

function labSeenBy(hex: string, eye: Matrix): Lab {
	const linear = linearRgb(hex);
	const [r, g, b] = eye.map((row) => Math.min(1, Math.max(0, dot(row, linear))));
	return labOf([r, g, b]);
}

/** IEC 61966-2-1 to CIE 1931 XYZ, then CIE 15:2004. */
export function labOf(linear: LinearRgb): Lab {
	const [x, y, z] = [
		dot([0.4124564, 0.3575761, 0.1804375], linear) / 0.95047,
		dot([0.2126729, 0.7151522, 0.072175], linear),
		dot([0.0193339, 0.119192, 0.9503041], linear) / 1.08883
	].map((t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116));
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/**
 * Sharma, Wu & Dalal (2005), The CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test Data, and
 * Mathematical Observations, Color Research & Application 30(1), 21-30; all parametric factors 1.
 */
export function ciede2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
	const chromaShare = (chroma: number) => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
	const stretch = 1.5 - 0.5 * chromaShare((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2);
	const [c1, c2] = [Math.hypot(stretch * a1, b1), Math.hypot(stretch * a2, b2)];
	const [h1, h2] = [hue(stretch * a1, b1), hue(stretch * a2, b2)];
	const grey = c1 * c2 === 0;
	const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180;
	const meanHue = grey ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
	const [lightness, chroma] = [(l1 + l2) / 2, (c1 + c2) / 2];
	const t =
		1 -
		0.17 * cosine(meanHue - 30) +
		0.24 * cosine(2 * meanHue) +
		0.32 * cosine(3 * meanHue + 6) -
		0.2 * cosine(4 * meanHue - 63);
	const offset = (lightness - 50) ** 2;
	const byLightness = (l2 - l1) / (1 + (0.015 * offset) / Math.sqrt(20 + offset));
	const byChroma = (c2 - c1) / (1 + 0.045 * chroma);
	const byHue =
		(2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * (Math.PI / 180))) / (1 + 0.015 * chroma * t);
	const rotation =
		-2 *
		chromaShare(chroma) *
		Math.sin(60 * Math.exp(-(((meanHue - 275) / 25) ** 2)) * (Math.PI / 180));
	return Math.sqrt(byLightness ** 2 + byChroma ** 2 + byHue ** 2 + rotation * byChroma * byHue);
}

function hue(a: number, b: number): number {
	return (Math.atan2(b, a) * (180 / Math.PI) + 360) % 360;
}

function cosine(degrees: number): number {
	return Math.cos(degrees * (Math.PI / 180));
}

function dot(a: LinearRgb, b: LinearRgb): number {
	return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
