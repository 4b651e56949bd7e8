import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { expectedConfusion } from '#lib/core/metrics/expected-confusion.ts';
import { accuracy, cohenKappa } from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { explorationReferences } from './exploration-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { truth, parts, expectedAgreement: reference } = explorationReferences;
const [a, b] = parts.map((part) => argmaxRows(fromParts(part), 5));

describe('expectedConfusion', () => {
	it('equals scipy.stats.contingency.expected_freq, of all knees and within the true grades', () => {
		expectClose(expectedConfusion(a, b, 5), reference.independent, 1e-12);
		expectClose(expectedConfusion(a, b, 5, truth), reference.withinGrades, 1e-12);
	});

	it('is the chance that scikit-learn takes off in kappa', () => {
		const chance = accuracy(expectedConfusion(a, b, 5))!;
		expect((reference.observed - chance) / (1 - chance)).toBeCloseTo(reference.kappa, 12);
		expect(accuracy(confusionMatrix(a, b, 5))).toBeCloseTo(reference.observed, 14);
	});

	it('has no kappa left by chance, whatever the weights', () => {
		for (const weights of ['none', 'linear', 'quadratic'] as const) {
			expect(cohenKappa(expectedConfusion(a, b, 5), weights)).toBeCloseTo(0, 12);
		}
	});

	it('is certain agreement where both are always right', () => {
		expect(accuracy(expectedConfusion(truth, truth, 5, truth))).toBeCloseTo(1, 14);
		expect(accuracy(expectedConfusion(truth, truth, 5))).toBeLessThan(1);
	});

	it('is worked by hand', () => {
		// Stratum 0: a 0 0, b 0 1; stratum 1: a 0 1, b 1 1.
		expectClose(
			expectedConfusion([0, 0, 0, 1], [0, 1, 1, 1], 2, [0, 0, 1, 1]),
			[
				[1, 2],
				[0, 1]
			],
			1e-15
		);
		expect(expectedConfusion([], [], 2, null)).toEqual([
			[0, 0],
			[0, 0]
		]);
	});

	it('refuses strata of other knees', () => {
		expect(() => expectedConfusion([1, 2], [1, 2], 5, [0])).toThrow(/2 knees and 1 strata/);
	});
});
