import { expect, it } from 'vitest';
import { compareProbabilities } from '#lib/core/comparison/compare-probabilities.ts';

const before = [
	[0.5, 0.5, 0, 0, 0],
	[0.1, 0.6, 0.3, 0, 0],
	[0, 0.1, 0.5, 0.4, 0],
	[0, 0, 0, 0, 1]
].flat();
const truth = [0, 1, 3, 4];
const subjects = ['a', 'a', 'b', 'c'];

it('finds nothing between equal readings', () => {
	expect(compareProbabilities(truth, subjects, before, before, 5)).toEqual({
		argmaxKept: 1,
		maxDifference: 0,
		meanDifference: 0,
		balancedAccuracyChange: { estimate: 0, lower: null, upper: null }
	});
});

it('measures what changed, after minus before', () => {
	const after = [...before];
	after[12] = 0.25;
	after[13] = 0.65;
	const change = compareProbabilities(truth, subjects, before, after, 5);
	expect(change.argmaxKept).toBe(0.75);
	expect(change.maxDifference).toBe(0.25);
	expect(change.meanDifference).toBeCloseTo(0.5 / 20, 12);
	expect(change.balancedAccuracyChange.estimate).toBe(0.25);
	expect(change.balancedAccuracyChange.lower).toBe(0);
	expect(change.balancedAccuracyChange.upper).toBeGreaterThan(0.25);
});

it('refuses readings of other knees', () => {
	expect(() => compareProbabilities(truth, subjects, before, before.slice(5), 5)).toThrow(
		/20 probabilities with 15/
	);
});
