import { describe, expect, it } from 'vitest';
import { benjaminiHochberg } from '#lib/core/statistics/false-discovery.ts';
import { holm } from '#lib/core/statistics/holm.ts';
import { comparisonReferences } from './comparison-reference.ts';
import { expectClose } from './fixtures.ts';

describe('adjusted p-values', () => {
	it.each(comparisonReferences.families)('equal statsmodels and scipy: $p', (family) => {
		expectClose(holm(family.p), family.holm, 1e-14, 'Holm');
		expectClose(benjaminiHochberg(family.p), family.benjaminiHochberg, 1e-14, 'BH');
	});

	it('stand where the p-values stood, whatever their order', () => {
		const { p } = comparisonReferences.families[4];
		for (const adjust of [holm, benjaminiHochberg]) {
			expect(adjust([...p].reverse())).toEqual([...adjust(p)].reverse());
		}
	});

	it('are never smaller than the p-values, and Holm is never below Benjamini-Hochberg', () => {
		const { p } = comparisonReferences.families[4];
		const [strict, lenient] = [holm(p), benjaminiHochberg(p)];
		p.forEach((value, i) => {
			expect(lenient[i]!).toBeGreaterThanOrEqual(value);
			expect(strict[i]!).toBeGreaterThanOrEqual(lenient[i]! - 1e-15);
		});
	});

	it('leave unknown ones out of the family', () => {
		expect(holm([null, 0.02, null, 0.5])).toEqual([null, 0.04, null, 0.5]);
		expect(benjaminiHochberg([0.02, null, 0.03])).toEqual([0.03, null, 0.03]);
		expect(holm([])).toEqual([]);
		expect(() => holm([0.5, 1.5])).toThrow(/p-value 1 is 1.5/);
	});
});
