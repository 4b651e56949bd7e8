import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import {
	balancedAccuracy,
	cohenKappa,
	meanAbsoluteError,
	metricsOf
} from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { expectClose, fixture, type Classification, type Summary } from './fixtures.ts';

const { cases, limits } = fixture<Classification>('classification.json');
const names = [
	'count',
	'accuracy',
	'balancedAccuracy',
	'kappa',
	'linearWeightedKappa',
	'quadraticWeightedKappa',
	'meanAbsoluteError',
	'macroF1',
	'recall',
	'precision',
	'f1',
	'support'
] as const;

function expectMetrics(confusion: number[][], expected: Summary) {
	const actual = metricsOf(confusion);
	for (const name of names) expectClose(actual[name], expected[name], 1e-12, name);
}

describe('metricsOf equals scikit-learn', () => {
	it.each(cases)('$name', ({ truth, members, summaries }) => {
		for (const split of ['val', 'test'] as const) {
			members[split].forEach((probabilities, m) => {
				const confusion = confusionMatrix(truth[split], argmaxRows(probabilities, 5), 5);
				expectMetrics(confusion as number[][], summaries[split][m]);
			});
		}
	});

	it.each(limits)('limit %#', ({ truth, predicted, summary }) => {
		expectMetrics(confusionMatrix(truth, predicted, 5) as number[][], summary);
	});
});

describe('metricsOf', () => {
	it('covers undefined values in the references', () => {
		const summaries = cases.flatMap((c) => [...c.summaries.val, ...c.summaries.test]);
		for (const name of ['recall', 'precision', 'f1'] as const) {
			expect(summaries.some((summary) => summary[name].includes(null))).toBe(true);
		}
		expect(limits.some(({ summary }) => summary.quadraticWeightedKappa === null)).toBe(true);
	});

	it('knows nothing about no knees', () => {
		const metrics = metricsOf(confusionMatrix([], [], 5));
		expect(metrics.count).toBe(0);
		expect(metrics.support).toEqual([0, 0, 0, 0, 0]);
		for (const name of names) {
			if (name === 'count' || name === 'support') continue;
			expect([metrics[name]].flat().every((value) => value === null)).toBe(true);
		}
	});

	it('is worked by hand', () => {
		const confusion = [
			[4, 1, 0],
			[0, 3, 1],
			[1, 0, 0]
		];
		expect(balancedAccuracy(confusion)).toBeCloseTo((4 / 5 + 3 / 4 + 0) / 3, 14);
		expect(meanAbsoluteError(confusion)).toBeCloseTo((1 + 1 + 2) / 10, 14);
		expect(cohenKappa(confusion, 'none')).toBeCloseTo((0.7 - 0.42) / (1 - 0.42), 14);
	});

	it('kappa is the same when truth and prediction change places', () => {
		const confusion = [
			[4, 1, 0],
			[0, 3, 1],
			[1, 0, 0]
		];
		const swapped = confusion.map((_, i) => confusion.map((row) => row[i]));
		for (const weights of ['none', 'linear', 'quadratic'] as const) {
			expect(cohenKappa(swapped, weights)).toBeCloseTo(cohenKappa(confusion, weights)!, 14);
		}
	});
});
