import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import {
	costMatrix,
	expectedCost,
	normalisedExpectedCost
} from '#lib/core/metrics/expected-cost.ts';
import { balancedMeanAbsoluteError } from '#lib/core/labels/grade-error.ts';
import { accuracy, balancedAccuracy, meanAbsoluteError } from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { expectClose } from './fixtures.ts';
import { fromParts, scoreReferences } from './score-cases.ts';

const confusionOf = ({ truth, parts }: { truth: number[]; parts: number[] }) =>
	confusionMatrix(truth, argmaxRows(fromParts(parts), 5), 5);

describe('expected cost equals the mean over (reweighted) knees in numpy', () => {
	it.each(scoreReferences.cases)('$name', ({ truth, parts, costs }) => {
		const confusion = confusionOf({ truth, parts });
		const { matrix, priors } = costs;
		expectClose(expectedCost(confusion, matrix), costs.observed, 1e-13, 'observed');
		expectClose(
			normalisedExpectedCost(confusion, matrix),
			costs.observedNormalised,
			1e-12,
			'observed normalised'
		);
		expectClose(expectedCost(confusion, matrix, priors), costs.withPriors, 1e-13, 'priors');
		expectClose(
			normalisedExpectedCost(confusion, matrix, priors),
			costs.withPriorsNormalised,
			1e-12,
			'priors normalised'
		);
	});
});

describe('expected cost', () => {
	const confusion = confusionOf(scoreReferences.cases[0]);
	const equal = [0.2, 0.2, 0.2, 0.2, 0.2];

	it('holds accuracy, balanced accuracy and the errors in grades as special cases', () => {
		const [zeroOne, linear] = [costMatrix('zero-one', 5), costMatrix('linear', 5)];
		expect(expectedCost(confusion, zeroOne)).toBeCloseTo(1 - accuracy(confusion)!, 14);
		expect(expectedCost(confusion, zeroOne, equal)).toBeCloseTo(
			1 - balancedAccuracy(confusion)!,
			14
		);
		expect(expectedCost(confusion, linear)).toBeCloseTo(meanAbsoluteError(confusion)!, 14);
		expect(expectedCost(confusion, linear, equal)).toBeCloseTo(
			balancedMeanAbsoluteError(confusion)!,
			14
		);
	});

	it('normalised is 1 for the best constant answer and 0 without errors', () => {
		const truth = [0, 1, 2, 2, 3, 4];
		const constant = confusionMatrix(
			truth,
			truth.map(() => 2),
			5
		);
		expect(normalisedExpectedCost(constant, costMatrix('quadratic', 5))).toBe(1);
		expect(normalisedExpectedCost(confusionMatrix(truth, truth, 5), costMatrix('linear', 5))).toBe(
			0
		);
	});

	it('is unknown where it cannot be computed', () => {
		const oneGrade = confusionMatrix([2, 2], [2, 3], 5);
		const costs = costMatrix('linear', 5);
		expect(expectedCost(confusionMatrix([], [], 5), costs)).toBeNull();
		expect(expectedCost(oneGrade, costs, equal)).toBeNull();
		expect(expectedCost(oneGrade, costs, [0, 0, 1, 0, 0])).toBe(0.5);
		expect(normalisedExpectedCost(oneGrade, costs)).toBeNull();
	});

	it('refuses costs and priors that are none', () => {
		const costs = costMatrix('linear', 5);
		expect(() => expectedCost(confusion, [[0]])).toThrow(/5 rows of 5/);
		costs[1][3] = -1;
		expect(() => expectedCost(confusion, costs)).toThrow(/grade 1 as 3 is -1/);
		expect(() => expectedCost(confusion, costMatrix('linear', 5), [1, 1, 0, 0, 0])).toThrow(
			/sum to 1/
		);
	});
});
