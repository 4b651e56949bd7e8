import { expect, it } from 'vitest';
import { weightBins, weightSummary, weightTable } from '#lib/charts/bars/weight-bins.ts';

it('counts every weight once, in bins of one width', () => {
	const values = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i));
	const bins = weightBins(values, 20);
	expect(bins.reduce((sum, { value }) => sum + value, 0)).toBe(1000);
	const widths = bins.slice(1).map((bin, i) => bin.index - bins[i].index);
	for (const width of widths) expect(width).toBeCloseTo(widths[0], 10);
});

it('summarises by hand-worked figures', () => {
	const summary = weightSummary([0, 2, 4, 0, -1]);
	expect(summary).toMatchObject({ count: 5, min: -1, max: 4, mean: 1, zeros: 2 });
	// Squares of -1, 1, 3, -1, -2 are 16 in all.
	expect(summary.deviation).toBeCloseTo(Math.sqrt(16 / 5), 12);
	expect(weightTable([0, 2, 4, 0, -1], 'conv1').rows[2]).toEqual(['Standard deviation', '1.7889']);
});
