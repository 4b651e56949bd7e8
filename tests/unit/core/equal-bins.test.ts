import { describe, expect, it } from 'vitest';
import { equalBins } from '#lib/core/metrics/equal-bins.ts';

describe('equalBins', () => {
	it('puts every value into one bin, the lower end being its own', () => {
		expect(equalBins([0, 0.25, 0.24, 0.5], 0.25)).toEqual([
			{ from: 0, to: 0.25, members: [0, 2] },
			{ from: 0.25, to: 0.5, members: [1] },
			{ from: 0.5, to: 0.75, members: [3] }
		]);
	});

	it('is not misled by what 0.1 cannot say', () => {
		const bins = equalBins([0.1, 0.2, 0.3, 0.6, 0.7], 0.1);
		expect(bins.map(({ members }) => members.length)).toEqual([0, 1, 1, 1, 0, 0, 1, 1]);
	});

	it('has no bins without values and refuses what is none', () => {
		expect(equalBins([], 1)).toEqual([]);
		expect(() => equalBins([0, NaN], 1)).toThrow(/Value 1 is NaN/);
		expect(() => equalBins([-1], 1)).toThrow(/0 or more/);
	});
});
