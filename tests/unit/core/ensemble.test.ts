import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import {
	ENSEMBLE_SCHEMES,
	ensembleScores,
	ensembleWeights,
	rescaleRows
} from '#lib/core/combine/ensemble.ts';
import { metricsOf } from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { expectClose, fixture, type Classification } from './fixtures.ts';

const { cases } = fixture<Classification>('classification.json');

describe("ensembles equal numpy on the original's definition", () => {
	describe.each(cases)('$name', ({ truth, members, ensembles }) => {
		const confusions = members.val.map((p) => confusionMatrix(truth.val, argmaxRows(p, 5), 5));

		it.each(ENSEMBLE_SCHEMES)('%s', (scheme) => {
			const expected = ensembles[scheme];
			const weights = ensembleWeights(scheme, confusions);
			expectClose(weights.table, expected.weights, 1e-12, 'weights');
			expect(weights.equalClasses).toEqual(expected.equalClasses);

			const scores = ensembleScores(members.test, weights.table);
			expectClose(
				[...scores.subarray(0, expected.firstScores.length)],
				expected.firstScores,
				1e-12,
				'scores'
			);
			const confusion = confusionMatrix(truth.test, argmaxRows(scores, 5), 5);
			expect(confusion).toEqual(expected.summary.confusion);
			expectClose(metricsOf(confusion).kappa, expected.summary.kappa, 1e-12, 'kappa');
		});
	});
});

describe('ensembleWeights', () => {
	const good = confusionMatrix([0, 0, 1, 1, 2, 2, 3, 4], [0, 0, 1, 1, 2, 2, 3, 3], 5);
	const poor = confusionMatrix([0, 0, 1, 1, 2, 2, 3, 4], [0, 1, 0, 0, 2, 2, 3, 3], 5);

	it('is worked by hand and tells which classes fell back to equal weights', () => {
		const { table, equalClasses } = ensembleWeights('accuracy', [good, poor]);
		expect(table[0]).toEqual([1 / 1.5, 1, 0.5, 0.5, 0.5]);
		expect(table[1]).toEqual([0.5 / 1.5, 0, 0.5, 0.5, 0.5]);
		expect(equalClasses).toEqual([4]);
	});

	it('refuses weights from no knees, except equal ones', () => {
		const empty = confusionMatrix([], [], 5);
		expect(() => ensembleWeights('f1', [good, empty])).toThrow(/need graded knees/);
		expect(ensembleWeights('mean', [good, empty]).table[1]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
		expect(() => ensembleWeights('mean', [])).toThrow(/at least one/);
	});
});

describe('ensembleScores', () => {
	it('of one model with full weight is that model', () => {
		const p = [0.1, 0.2, 0.3, 0.25, 0.15];
		expect([...ensembleScores([p], [[1, 1, 1, 1, 1]])]).toEqual(p);
	});

	it('need not sum to 1 until rescaled, which keeps the order', () => {
		const scores = ensembleScores(
			[
				[1, 0, 0, 0, 0],
				[0, 1, 0, 0, 0]
			],
			[
				[0.9, 0.1, 0.5, 0.5, 0.5],
				[0.1, 0.9, 0.5, 0.5, 0.5]
			]
		);
		expect([...scores]).toEqual([0.9, 0.9, 0, 0, 0]);
		expect([...rescaleRows(scores, 5)]).toEqual([0.5, 0.5, 0, 0, 0]);
		expect([...rescaleRows([0, 0, 0, 0, 0], 5)]).toEqual([0, 0, 0, 0, 0]);
	});

	it('refuses members that do not fit together', () => {
		const row = [0, 0, 1, 0, 0];
		expect(() => ensembleScores([row], [row, row])).toThrow(/1 models and 2 rows/);
		expect(() => ensembleScores([row, [...row, ...row]], [row, row])).toThrow(/Model 1/);
		expect(() => ensembleScores([row, row], [row, [1]])).toThrow(/Model 1/);
	});
});
