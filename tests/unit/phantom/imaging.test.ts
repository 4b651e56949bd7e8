import { describe, expect, it } from 'vitest';
import { RandomStream } from '#lib/phantom/random.ts';
import { expose } from '#lib/phantom/render/expose.ts';
import { sampleImaging } from '#lib/phantom/sample/imaging.ts';

const draw = (seed: number) =>
	sampleImaging(new RandomStream(seed, 'imaging'), new RandomStream(seed, 'imaging L'));

/** Soft tissue as in the joint, with a broad slab of bone below. */
function slab(): Float32Array {
	return new Float32Array(224 * 224).map((_, i) => (i < 112 * 224 ? 1.5 : 2.55));
}

function rowMean(pixels: Uint8Array, row: number): number {
	return pixels.subarray(row * 224 + 40, row * 224 + 184).reduce((a, b) => a + b, 0) / 144;
}

describe('imaging', () => {
	it('shows bone clearly brighter than soft tissue at every exposure, and darker in a negative', () => {
		for (let seed = 0; seed < 60; seed++) {
			const imaging = { ...draw(seed), negative: false };
			const plain = expose(slab(), imaging, new RandomStream(seed, 'film'));
			expect(rowMean(plain, 120) - rowMean(plain, 103)).toBeGreaterThan(10);
			const negative = expose(
				slab(),
				{ ...imaging, negative: true },
				new RandomStream(seed, 'film')
			);
			expect(negative.every((value, i) => value === 255 - plain[i])).toBe(true);
		}
	});

	it('makes about one film in a hundred a negative', () => {
		let negatives = 0;
		for (let seed = 0; seed < 20_000; seed++) if (draw(seed).negative) negatives += 1;
		expect(negatives / 20_000).toBeGreaterThan(0.007);
		expect(negatives / 20_000).toBeLessThan(0.013);
	});

	it('gives both knees of a subject the same kind of film', () => {
		for (let seed = 0; seed < 50; seed++) {
			const left = draw(seed);
			const right = sampleImaging(
				new RandomStream(seed, 'imaging'),
				new RandomStream(seed, 'imaging R')
			);
			expect(right.negative).toBe(left.negative);
			expect(right.saturation).toBe(left.saturation);
		}
	});
});
