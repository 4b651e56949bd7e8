import { describe, expect, it } from 'vitest';
import { bootstrap, pairedDifference, percentileInterval } from '#lib/core/bootstrap.ts';
import { balancedAccuracy } from '#lib/core/metrics.ts';
import { argmaxRows } from '#lib/core/predictions.ts';
import { brierLosses } from '#lib/core/probability-scores.ts';
import { rocAucOf } from '#lib/core/roc-auc.ts';
import { scoreBootstrap } from '#lib/core/score-bootstrap.ts';
import { ofConfusion, weightedMean } from '#lib/core/weighted-statistic.ts';
import { fromParts, scoreReferences } from './score-cases.ts';

const { subjects, truth, parts } = scoreReferences.cases[0];
const probabilities = fromParts(parts);
const predicted = argmaxRows(probabilities);

describe('scoreBootstrap', () => {
	it('draws the resamples of the bootstrap of confusion matrices', () => {
		const options = { resamples: 200, seed: 5 };
		const ofScores = scoreBootstrap(
			subjects,
			{ balancedAccuracy: [ofConfusion(balancedAccuracy, truth, predicted)] },
			options
		);
		const ofMatrices = bootstrap(
			{ truth, subjects, systems: [predicted] },
			{ balancedAccuracy },
			options
		);
		expect(ofScores).toEqual(ofMatrices);
	});

	it('gives intervals and differences of statistics of probabilities', () => {
		const uniform = truth.flatMap(() => [0.2, 0.2, 0.2, 0.2, 0.2]);
		const result = scoreBootstrap(
			subjects,
			{
				brier: [probabilities, uniform].map((p) => weightedMean(brierLosses(truth, p)))
			},
			{ seed: 2 }
		);
		expect(result.estimates.brier[1]).toBeCloseTo(0.8, 12);
		const { lower, upper } = percentileInterval(result, 'brier', 0)!;
		expect(lower).toBeLessThan(result.estimates.brier[0]!);
		expect(upper).toBeGreaterThan(result.estimates.brier[0]!);
		expect(pairedDifference(result, 'brier', 0, 1)).toMatchObject({ tied: false });
	});

	it('leaves out resamples without a knee that has the property', () => {
		const rare = [true, false, false, false];
		const result = scoreBootstrap(
			[1, 2, 3, 4],
			{ auc: [rocAucOf(rare, [4, 3, 2, 1])] },
			{ resamples: 2000 }
		);
		const { undefinedResamples } = percentileInterval(result, 'auc', 0)!;
		// Not drawn at all, or drawn four times: (3/4)^4 + (1/4)^4.
		expect(Math.abs(undefinedResamples / 2000 - 0.3203)).toBeLessThan(0.05);
	});

	it('refuses no knees', () => {
		expect(() => scoreBootstrap([], {})).toThrow(/got none/);
	});
});
