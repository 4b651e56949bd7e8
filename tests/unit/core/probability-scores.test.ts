import { describe, expect, it } from 'vitest';
import {
	brierLosses,
	brierScore,
	logLoss,
	logLosses
} from '#lib/core/metrics/probability-scores.ts';
import { expectClose } from './fixtures.ts';
import { fromParts, scoreReferences } from './score-cases.ts';

describe('Brier score and log loss equal scikit-learn', () => {
	it.each(scoreReferences.cases)('$name', ({ truth, parts, brier, logLoss: loss }) => {
		const probabilities = fromParts(parts);
		expectClose(brierScore(truth, probabilities), brier, 1e-13, 'Brier');
		expectClose(logLoss(truth, probabilities), loss, 1e-12, 'log loss');
	});

	it('is tested where clipping matters', () => {
		const clipped = scoreReferences.cases.filter(({ truth, parts }) =>
			truth.some((grade, i) => parts[5 * i + grade] === 0)
		);
		expect(clipped.length).toBeGreaterThan(0);
	});
});

describe('limits', () => {
	const right = [0, 1, 0, 0, 0];
	const uniform = [0.2, 0.2, 0.2, 0.2, 0.2];

	it('is 0 for the certain and right, largest for the certain and wrong', () => {
		expect(brierScore([1], right)).toBe(0);
		expect(logLoss([1], right)).toBeCloseTo(0, 15);
		expect(brierScore([3], right)).toBe(2);
		expect(logLoss([3], right)).toBeCloseTo(-Math.log(2 ** -52), 12);
	});

	it('of knowing nothing is 0.8 and ln 5', () => {
		expect(brierScore([4], uniform)).toBeCloseTo(0.8, 14);
		expect(logLoss([4], uniform)).toBeCloseTo(Math.log(5), 14);
	});

	it('does not depend on the order of knees, and is one number a knee', () => {
		const probabilities = [...right, ...uniform];
		expect([...brierLosses([3, 4], probabilities)]).toEqual([
			brierScore([3], right),
			brierScore([4], uniform)
		]);
		expect([...logLosses([4, 3], [...uniform, ...right])].reverse()).toEqual([
			...logLosses([3, 4], probabilities)
		]);
	});

	it('is unknown without knees', () => {
		expect(brierScore([], [])).toBeNull();
		expect(logLoss([], [])).toBeNull();
	});

	it('refuses what are no probabilities of these knees', () => {
		expect(() => brierScore([1, 2], right)).toThrow(/2 true grades and 1 rows/);
		expect(() => brierScore([5], right)).toThrow(/position 0 is 5/);
		expect(() => logLoss([1], [0.9, 0.9, 0, 0, 0])).toThrow(/sum to 1.8/);
		expect(() => logLoss([1], [NaN, 1, 0, 0, 0])).toThrow(/grade 0 for knee 0 is NaN/);
		expect(() => logLoss([1], [-0.5, 1, 0.5, 0, 0])).toThrow(/-0.5/);
	});
});
