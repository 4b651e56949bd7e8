import { expect, it } from 'vitest';
import { ensemblePieces, largest, pieceTotals } from '#lib/charts/bars/reader-scores.ts';

it('takes the lower of equal grades, as argmax does', () => {
	expect(largest([0.1, 0.4, 0.4, 0.1, 0])).toBe(1);
	expect(largest([])).toBe(-1);
});

it('multiplies score by weight and divides by the sum of all', () => {
	// 0.5*0.6 + 0.5*0.2 = 0.4 and 0.5*0.4 + 0.25*0.8 = 0.4: halves of 0.8.
	const pieces = ensemblePieces(
		[
			[0.6, 0.4],
			[0.2, 0.8]
		],
		[
			[0.5, 0.5],
			[0.5, 0.25]
		]
	);
	expect(pieces[0][0]).toBeCloseTo(0.375, 12);
	expect(pieces[0][1]).toBeCloseTo(0.125, 12);
	expect(pieces[1][0]).toBeCloseTo(0.25, 12);
	expect(pieces[1][1]).toBeCloseTo(0.25, 12);
	expect(pieceTotals(pieces).map((total) => Math.round(1e12 * total) / 1e12)).toEqual([0.5, 0.5]);
});

it('stays zero where all weights are', () => {
	expect(ensemblePieces([[0.5, 0.5]], [[0, 0]])).toEqual([[0], [0]]);
});
