import { describe, expect, it } from 'vitest';
import { renderPhantom } from '#lib/phantom/render/render-phantom.ts';
import { samplePhantom } from '#lib/phantom/sample/sample-phantom.ts';
import type { PhantomSpec } from '#lib/phantom/spec.ts';
import { PINNED } from './pinned.ts';

const { knee } = PINNED[2];
const SPEC = samplePhantom(knee.seed, knee.side);

/** A copy of a knee with something changed. */
function changed(change: (spec: PhantomSpec) => void): PhantomSpec {
	const copy = structuredClone(SPEC);
	change(copy);
	return copy;
}

const area = (mask: Uint8Array) => mask.reduce((sum, value) => sum + value, 0);

describe('the spec of a phantom', () => {
	it('is plain JSON that renders the same film, masks and truth', () => {
		const copy: PhantomSpec = JSON.parse(JSON.stringify(SPEC));
		expect(copy).toEqual(SPEC);
		expect(renderPhantom(copy)).toEqual(renderPhantom(SPEC));
	});

	it('is not changed by rendering', () => {
		const before = JSON.stringify(SPEC);
		renderPhantom(SPEC);
		expect(JSON.stringify(SPEC)).toBe(before);
	});

	it('has the anatomy and the disease of its side alone', () => {
		const other = samplePhantom(knee.seed, knee.side === 'L' ? 'R' : 'L');
		expect(other.anatomy.bones.breadth).not.toBe(SPEC.anatomy.bones.breadth);
		expect(other.anatomy.density.fossa).toBe(SPEC.anatomy.density.fossa);
		expect(other.imaging.saturation).toBe(SPEC.imaging.saturation);
	});

	it('narrows one compartment, on the film and in the truth, and leaves the other as wide as it was', () => {
		const narrowed = renderPhantom(changed((spec) => (spec.disease.narrowing.medial = 0.9)));
		const before = renderPhantom(SPEC);
		expect(narrowed.truth.jointSpaceMm.medial).toBeCloseTo(0.1 * SPEC.disease.healthyMm.medial, 9);
		expect(narrowed.truth.jointSpaceMm.lateral).toBe(before.truth.jointSpaceMm.lateral);
		expect(area(narrowed.jointSpaceMask)).toBeLessThan(0.8 * area(before.jointSpaceMask));
	});

	it('has no lesion without signs', () => {
		const healthy = renderPhantom(
			changed(({ disease }) => {
				for (const sign of [disease.narrowing, disease.sclerosis, disease.attritionMm]) {
					sign.medial = sign.lateral = 0;
				}
				for (const site of Object.keys(disease.osteophyteMm)) {
					disease.osteophyteMm[site as keyof typeof disease.osteophyteMm] = 0;
				}
			})
		);
		expect(area(healthy.lesionMask)).toBe(0);
		expect(area(renderPhantom(SPEC).lesionMask)).toBeGreaterThan(0);
	});

	it('moves the knee in the image by whole pixels without drawing another', () => {
		const moved = renderPhantom(changed(({ view }) => (view.centre[0] += 4)));
		const shift = (mask: Uint8Array) =>
			mask.map((_, i) => (i % 224 < 4 ? 0 : mask[i - 4])) as Uint8Array;
		expect(moved.jointSpaceMask).toEqual(shift(renderPhantom(SPEC).jointSpaceMask));
	});

	it('turns the film into a negative of the same grain', () => {
		const { negative } = SPEC.imaging;
		const film = renderPhantom(SPEC).pixels;
		const turned = renderPhantom(changed(({ imaging }) => (imaging.negative = !negative))).pixels;
		expect(turned.every((value, i) => value === 255 - film[i])).toBe(true);
	});
});
