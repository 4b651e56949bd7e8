import { expect, it } from 'vitest';
import { fromFloat16Bits, toFloat16Bits } from '#lib/keras/files/float16.ts';

// numpy: np.float16(x).view(np.uint16)
it.each([
	[0, 0x0000],
	[1, 0x3c00],
	[-2, 0xc000],
	[0.1, 0x2e66],
	[1 / 3, 0x3555],
	[65504, 0x7bff],
	[65519, 0x7bff],
	[65520, 0x7c00],
	[-1e6, 0xfc00],
	[2 ** -14, 0x0400],
	[2 ** -24, 0x0001],
	[2 ** -25, 0x0000],
	[3 * 2 ** -25, 0x0002],
	[6.1e-5, 0x03ff],
	[1 + 2 ** -11, 0x3c00],
	[1 + 3 * 2 ** -11, 0x3c02],
	[2 - 2 ** -12, 0x4000]
])('%f is %i as half precision', (value, bits) => {
	expect(toFloat16Bits(value)).toBe(bits);
});

it('every half-precision number survives both ways', () => {
	for (let bits = 0; bits < 0x10000; bits++) {
		const value = fromFloat16Bits(bits);
		if (Number.isNaN(value) || Object.is(value, -0)) continue;
		if (toFloat16Bits(value) !== bits) expect.fail(`${bits} became ${toFloat16Bits(value)}`);
	}
	expect(fromFloat16Bits(0x7e00)).toBeNaN();
	expect(toFloat16Bits(NaN)).toBe(0x7e00);
});
