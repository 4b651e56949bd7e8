import { expect, it } from 'vitest';
import { jensenShannonDivergence, negativeLogLikelihood } from '#lib/core/scores/divergence.ts';

it('is minus the logarithm of the share of the true grade', () => {
	expect(negativeLogLikelihood([0.5, 0.25, 0.25], 1)).toBeCloseTo(Math.log(4), 12);
	expect(negativeLogLikelihood([1, 0.5, 0.5], 1)).toBeCloseTo(Math.log(4), 12);
	expect(negativeLogLikelihood([1, 0], 1)).toBe(Infinity);
});

it('is the square of the Jensen-Shannon distance for two readers', () => {
	// scipy.spatial.distance.jensenshannon([.1, .2, .7], [.5, .3, .2]) ** 2
	expect(
		jensenShannonDivergence([
			[0.1, 0.2, 0.7],
			[0.5, 0.3, 0.2]
		])
	).toBeCloseTo(0.15135811157179527, 12);
});

it('has its limits at agreement and at certainty of different grades', () => {
	expect(jensenShannonDivergence([[0.3, 0.7]])).toBe(0);
	expect(
		jensenShannonDivergence([
			[0.3, 0.7],
			[0.3, 0.7]
		])
	).toBe(0);
	const certain = [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	];
	expect(jensenShannonDivergence(certain)).toBeCloseTo(Math.log(3), 12);
	expect(jensenShannonDivergence([certain[2], certain[0], certain[1]])).toBeCloseTo(
		Math.log(3),
		12
	);
});
