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
		expectClose(brierScore(truth, probabilities, 5), brier, 1e-13, 'Brier');
		expectClose(logLoss(truth, probabilities, 5), loss, 1e-12, 'log loss');
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
		expect(brierScore([1], right, 5)).toBe(0);
		expect(logLoss([1], right, 5)).toBeCloseTo(0, 15);
		expect(brierScore([3], right, 5)).toBe(2);
		expect(logLoss([3], right, 5)).toBeCloseTo(-Math.log(2 ** -52), 12);
	});

	it('of knowing nothing is 0.8 and ln 5', () => {
		expect(brierScore([4], uniform, 5)).toBeCloseTo(0.8, 14);
		expect(logLoss([4], uniform, 5)).toBeCloseTo(Math.log(5), 14);
	});

	it('does not depend on the order of knees, and is one number a knee', () => {
		const probabilities = [...right, ...uniform];
		expect([...brierLosses([3, 4], probabilities, 5)]).toEqual([
			brierScore([3], right, 5),
			brierScore([4], uniform, 5)
		]);
		expect([...logLosses([4, 3], [...uniform, ...right], 5)].reverse()).toEqual([
			...logLosses([3, 4], probabilities, 5)
		]);
	});

	it('is unknown without knees', () => {
		expect(brierScore([], [], 5)).toBeNull();
		expect(logLoss([], [], 5)).toBeNull();
	});

	it('refuses what are no probabilities of these knees', () => {
		expect(() => brierScore([1, 2], right, 5)).toThrow(/2 true grades and 1 rows/);
		expect(() => brierScore([5], right, 5)).toThrow(/position 0 is 5/);
		expect(() => logLoss([1], [0.9, 0.9, 0, 0, 0], 5)).toThrow(/sum to 1.8/);
		expect(() => logLoss([1], [NaN, 1, 0, 0, 0], 5)).toThrow(/grade 0 for knee 0 is NaN/);
		expect(() => logLoss([1], [-0.5, 1, 0.5, 0, 0], 5)).toThrow(/-0.5/);
	});
});
