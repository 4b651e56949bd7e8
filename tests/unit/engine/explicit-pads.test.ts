import { describe, expect, it } from 'vitest';
import { explicitPads } from '#lib/engine/compile/explicit-pads.ts';

const window = (size: number, stride: number, dilation = 1) => ({
	size: [size, size] as const,
	strides: [stride, stride] as const,
	dilations: [dilation, dilation] as const
});

describe('explicitPads', () => {
	it.each([
		// [input, size, stride, dilation, before, after], as TensorFlow's manual works them out
		[14, 3, 2, 1, 0, 1],
		[55, 3, 2, 1, 1, 1],
		[224, 7, 2, 1, 2, 3],
		[5, 3, 1, 1, 1, 1],
		[5, 2, 1, 1, 0, 1],
		[7, 1, 2, 1, 0, 0],
		[9, 3, 1, 2, 2, 2]
	])(
		'same: %i with window %i by %i, dilation %i',
		(input, size, stride, dilation, before, after) => {
			const shape = [input, input, 1];
			const sliding = window(size, stride, dilation);
			const pads = explicitPads('same', shape, sliding);
			expect(pads).toEqual([
				[before, after],
				[before, after]
			]);
		}
	);

	it('valid pads nothing', () => {
		const pads = explicitPads('valid', [10, 11, 1], window(3, 2));
		expect(pads).toEqual([
			[0, 0],
			[0, 0]
		]);
	});

	it('keeps rows and columns apart', () => {
		const sliding = { size: [1, 7], strides: [1, 2], dilations: [1, 1] } as const;
		expect(explicitPads('same', [8, 8, 1], sliding)).toEqual([
			[0, 0],
			[2, 3]
		]);
	});
});
