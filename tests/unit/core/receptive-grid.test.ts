import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/statistics/random.ts';
import {
	receptiveCentres,
	samePaddingBefore,
	type SlidingWindow
} from '#lib/core/explain/receptive-grid.ts';

const same = (size: number, kernel: number, stride: number): SlidingWindow => ({
	kernel,
	stride,
	padBefore: samePaddingBefore(size, kernel, stride)
});
const valid = (kernel: number, stride = 1): SlidingWindow => ({ kernel, stride, padBefore: 0 });

describe('receptiveCentres of keras.applications at 224 px', () => {
	it('Xception: 27 + 32 i', () => {
		const chain = [valid(3, 2), valid(3), same(109, 3, 2), same(55, 3, 2), same(28, 3, 2)];
		expect(receptiveCentres([...chain, same(14, 3, 2), same(7, 3, 1)])).toEqual({
			offset: 27,
			stride: 32
		});
	});

	it('ResNet50: 0 + 32 i', () => {
		const stem = [
			{ kernel: 7, stride: 2, padBefore: 3 },
			{ kernel: 3, stride: 2, padBefore: 1 }
		];
		const stages = [56, 28, 14].flatMap((size) => [valid(1, 2), same(size / 2, 3, 1)]);
		expect(receptiveCentres([...stem, ...stages])).toEqual({ offset: 0, stride: 32 });
	});

	it('Inception-ResNet-v2: 37 + 32 i', () => {
		const stem = [valid(3, 2), valid(3), same(109, 3, 1), valid(3, 2), valid(1), valid(3)];
		const reductions = [valid(3, 2), same(25, 5, 1), valid(3, 2), same(12, 7, 1), valid(3, 2)];
		expect(receptiveCentres([...stem, ...reductions])).toEqual({ offset: 37, stride: 32 });
	});
});

it('equals the middle of the pixels a cell sees, traced back through random chains', () => {
	const random = Random.fromSeed(4);
	for (let trial = 0; trial < 200; trial++) {
		const chain = Array.from({ length: 1 + random.integer(6) }, () => ({
			kernel: 1 + random.integer(7),
			stride: 1 + random.integer(3),
			padBefore: random.integer(4),
			dilation: 1 + random.integer(3)
		}));
		const { offset, stride } = receptiveCentres(chain);
		for (const cell of [0, 1, 5]) {
			let seen = new Set([cell]);
			for (const { kernel, stride: step, padBefore, dilation } of chain.toReversed()) {
				const taps = Array.from({ length: kernel }, (_, k) => k * dilation - padBefore);
				seen = new Set([...seen].flatMap((at) => taps.map((tap) => at * step + tap)));
			}
			expect(offset + stride * cell).toBe((Math.min(...seen) + Math.max(...seen)) / 2);
		}
	}
});

it('pads "same" as TensorFlow does', () => {
	expect(samePaddingBefore(224, 3, 2)).toBe(0);
	expect(samePaddingBefore(109, 3, 2)).toBe(1);
	expect(samePaddingBefore(14, 3, 1)).toBe(1);
	expect(samePaddingBefore(10, 1, 2)).toBe(0);
	expect(samePaddingBefore(20, 3, 1, 4)).toBe(4);
});
