import { describe, expect, it } from 'vitest';
import { numberKey } from '#lib/core/statistics/number-key.ts';

describe('numberKey', () => {
	it('tells lists apart that differ in a number, in order or in length', () => {
		const lists = [
			[],
			[0],
			[0, 0],
			[1, 0],
			[0, 1],
			[65536],
			[65537],
			[-1],
			[2147483647],
			[-2147483648]
		];
		expect(new Set(lists.map(numberKey)).size).toBe(lists.length);
	});

	it('is the same for the same numbers, whatever list holds them, and for long lists', () => {
		const long = Array.from({ length: 30_000 }, (_, i) => i * 31);
		expect(numberKey(long)).toBe(numberKey(Float64Array.from(long)));
		expect(numberKey(long)).not.toBe(numberKey(long.with(29_999, 0)));
	});
});
