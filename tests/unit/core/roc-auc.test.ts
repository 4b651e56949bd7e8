import { describe, expect, it } from 'vitest';
import { macroAuc, macroAucOf, oneVersusRestAuc, rocAuc } from '#lib/core/metrics/roc-auc.ts';
import { expectClose } from './fixtures.ts';
import { fromParts, repeated, repeatedRows, scoreReferences, someWeights } from './score-cases.ts';

describe('AUC equals scikit-learn', () => {
	it.each(scoreReferences.cases)('$name', ({ truth, parts, auc }) => {
		const scores = fromParts(parts);
		expectClose(oneVersusRestAuc(truth, scores, 5), auc.perGrade, 1e-13, 'per grade');
		expectClose(macroAuc(truth, scores, 5), auc.macro, 1e-13, 'macro');
	});
});

describe('AUC', () => {
	const positive = [true, false, true, false, false];

	it('is worked by hand, ties counting half', () => {
		// Pairs (with, without): 3 > 1, 3 > 2, 3 = 3; 2 > 1, 2 = 2, 2 < 3.
		expect(rocAuc(positive, [3, 1, 2, 2, 3])).toBeCloseTo((1 + 1 + 0.5 + 1 + 0.5 + 0) / 6, 15);
		expect(rocAuc(positive, [1, 1, 1, 1, 1])).toBe(0.5);
		expect(rocAuc(positive, [9, 1, 8, 2, 3])).toBe(1);
	});

	it('turns over with the scores and survives any increasing map and order of knees', () => {
		const scores = [0.3, 0.1, 0.2, 0.2, 0.3];
		const area = rocAuc(positive, scores)!;
		expect(
			rocAuc(
				positive,
				scores.map((s) => -s)
			)
		).toBeCloseTo(1 - area, 15);
		expect(
			rocAuc(
				positive,
				scores.map((s) => Math.exp(20 * s))
			)
		).toBe(area);
		expect(rocAuc([...positive].reverse(), [...scores].reverse())).toBe(area);
	});

	it('is unknown where nothing can be told apart', () => {
		expect(rocAuc([], [])).toBeNull();
		expect(rocAuc([true, true], [1, 2])).toBeNull();
		expect(rocAuc([false, false], [1, 2])).toBeNull();
		expect(macroAuc([2, 2], [0, 0, 1, 0, 0, 0, 0, 1, 0, 0], 5)).toBeNull();
	});

	it('with weights is that of repeated knees', () => {
		const { truth, parts } = scoreReferences.cases[0];
		const scores = fromParts(parts);
		const weights = someWeights(truth.length);
		const expected = macroAuc(repeated(truth, weights), repeatedRows(scores, weights), 5);
		expect(macroAucOf(truth, scores, 5)(weights)).toBeCloseTo(expected!, 14);
	});

	it('has no mean of other grades where weights leave a grade out', () => {
		const { truth, parts } = scoreReferences.cases[0];
		const weights = Uint32Array.from(truth, (grade) => (grade === 4 ? 0 : 1));
		expect(macroAucOf(truth, fromParts(parts), 5)(weights)).toBeNull();
		const ofFour = truth.flatMap((grade, i) => (grade === 4 ? [] : [i]));
		const scores = ofFour.flatMap((i) => fromParts(parts).slice(5 * i, 5 * i + 5));
		expect(
			macroAuc(
				ofFour.map((i) => truth[i]),
				scores,
				5
			)
		).not.toBeNull();
	});

	it('refuses scores that are unknown or of other knees', () => {
		expect(() => rocAuc([true], [1, 2])).toThrow(/1 knees and 2 scores/);
		expect(() => rocAuc([true, false], [1, NaN])).toThrow(/knee 1/);
	});
});
