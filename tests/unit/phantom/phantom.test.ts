import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawPhantom } from '#lib/phantom/phantom.ts';
import { samplePhantoms } from '#lib/phantom/sample/series.ts';
import type { Phantom } from '#lib/phantom/truth.ts';
import { PINNED } from './pinned.ts';

const SIZE = 224;
const KNEES = samplePhantoms({
	seed: 11,
	count: 60,
	prevalence: [1, 1, 1, 1, 1],
	firstSubject: 1000001
});
const PHANTOMS = KNEES.map((knee) => ({ knee, phantom: drawPhantom(knee) }));

const area = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Shortest vertical run of the joint-space mask inside a compartment's box, px. */
function shortestRun(
	{ jointSpaceMask, truth }: Phantom,
	compartment: 'medial' | 'lateral'
): number {
	const { x0, x1, y0, y1 } = truth.jointSpace[compartment];
	let shortest = Infinity;
	for (let column = x0 + 4; column < x1 - 4; column++) {
		let run = 0;
		for (let row = y0; row < y1; row++) run += jointSpaceMask[row * SIZE + column];
		shortest = Math.min(shortest, run);
	}
	return shortest;
}

describe('drawPhantom', () => {
	it('draws the pinned pixels and masks', () => {
		for (const { knee, pixels, lesionMask, jointSpaceMask } of PINNED) {
			const phantom = drawPhantom(knee);
			expect(sha256(phantom.pixels)).toBe(pixels);
			expect(sha256(phantom.lesionMask)).toBe(lesionMask);
			expect(sha256(phantom.jointSpaceMask)).toBe(jointSpaceMask);
		}
	});

	it('redraws a knee from its JSON', () => {
		const { knee, phantom } = PHANTOMS[3];
		const again = drawPhantom(JSON.parse(JSON.stringify(knee)));
		expect(again.truth).toEqual(phantom.truth);
		expect(sha256(again.pixels)).toBe(sha256(phantom.pixels));
		expect(sha256(again.lesionMask)).toBe(sha256(phantom.lesionMask));
	});

	it('labels the drawing with the grade the knee was sampled for', () => {
		for (const { knee, phantom } of PHANTOMS) expect(phantom.truth.grade).toBe(knee.grade);
	});

	it('states the joint-space width that the mask shows, within a pixel and a half', () => {
		for (const { phantom } of PHANTOMS) {
			for (const compartment of ['medial', 'lateral'] as const) {
				const stated = phantom.truth.jointSpaceMm[compartment] / phantom.truth.millimetresPerPixel;
				expect(Math.abs(shortestRun(phantom, compartment) - stated)).toBeLessThan(1.6);
			}
		}
	});

	it('shows a darker band in an open joint space than in the bones beside it', () => {
		for (const { phantom } of PHANTOMS.filter(({ knee }) => knee.grade === 0)) {
			const { x0, x1, y0, y1 } = phantom.truth.jointSpace.medial;
			const column = Math.floor((x0 + x1) / 2);
			let space = 0;
			let count = 0;
			for (let row = y0; row < y1; row++) {
				if (!phantom.jointSpaceMask[row * SIZE + column]) continue;
				space += phantom.pixels[row * SIZE + column];
				count += 1;
			}
			const above = phantom.pixels[(y0 - 8) * SIZE + column];
			const darker = space / count < above;
			expect(darker).toBe(!phantom.truth.negative);
		}
	});

	it('marks lesions in every knee of grade 2 or more and more of them in worse knees', () => {
		const mean = (grade: number) => {
			const areas = PHANTOMS.filter(({ knee }) => knee.grade === grade).map(({ phantom }) =>
				area(phantom.lesionMask)
			);
			if (grade >= 2) expect(Math.min(...areas)).toBeGreaterThan(0);
			return areas.reduce((a, b) => a + b, 0) / areas.length;
		};
		const means = [0, 1, 2, 3, 4].map(mean);
		for (let grade = 1; grade <= 4; grade++) expect(means[grade]).toBeGreaterThan(means[grade - 1]);
	});

	it('puts medial to the right of a right knee and to the left of a left knee', () => {
		for (const { knee, phantom } of PHANTOMS) {
			const { medial, lateral } = phantom.truth.jointSpace;
			expect(medial.x0 > lateral.x0).toBe(knee.side === 'R');
		}
	});

	it('keeps osteophytes at the four margins, on their side of the knee', () => {
		for (const { phantom } of PHANTOMS) {
			const { medial, lateral } = phantom.truth.jointSpace;
			const middle = (medial.x0 + medial.x1 + lateral.x0 + lateral.x1) / 4;
			for (const { site, x } of phantom.truth.osteophytes)
				expect(x > middle).toBe(site.endsWith('medial') === medial.x0 > lateral.x0);
		}
	});

	it('refuses a knee of another generator version', () => {
		expect(() => drawPhantom({ ...KNEES[0], generator: 0 })).toThrow(
			/sampled by phantom generator 0/
		);
	});
});
