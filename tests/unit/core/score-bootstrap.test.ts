import { describe, expect, it } from 'vitest';
import {
	bootstrap,
	intervalOf,
	pairedDifference,
	percentileInterval
} from '#lib/core/statistics/bootstrap.ts';
import { classwiseCalibrationErrorOf } from '#lib/core/metrics/calibration.ts';
import { FourResamples } from '#lib/core/statistics/four-resamples.ts';
import { balancedAccuracy } from '#lib/core/metrics/metrics.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { brierLosses, logLosses } from '#lib/core/metrics/probability-scores.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { macroAucOf, rocAucOf } from '#lib/core/metrics/roc-auc.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import {
	ofConfusion,
	weightedMean,
	type WeightedStatistic
} from '#lib/core/statistics/weighted-statistic.ts';
import { fromParts, scoreReferences } from './score-cases.ts';

const { subjects, truth, parts } = scoreReferences.cases[0];
const probabilities = fromParts(parts);
const predicted = argmaxRows(probabilities, 5);

it('has no interval where the resamples differ by rounding alone', () => {
	const truth = Array.from({ length: 60 }, (_, i) => i % 5);
	const certainlyWrong = truth.flatMap((grade) =>
		[0, 1, 2, 3, 4].map((g) => Number(g === (grade + 1) % 5))
	);
	const subjects = truth.map((_, i) => i);
	const logLoss = [weightedMean(logLosses(truth, certainlyWrong, 5))];
	const result = scoreBootstrap(subjects, { logLoss });
	expect(result.estimates.logLoss[0]).toBeGreaterThan(36);
	expect(percentileInterval(result, 'logLoss', 0)).toBeNull();
});

describe('scoreBootstrap', () => {
	it('draws the resamples of the bootstrap of confusion matrices', () => {
		const options = { resamples: 200, seed: 5 };
		const ofScores = scoreBootstrap(
			subjects,
			{ balancedAccuracy: [ofConfusion(balancedAccuracy, truth, predicted, 5)] },
			options
		);
		const ofMatrices = bootstrap(
			{ truth, subjects, systems: [predicted], classCount: 5 },
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
				brier: [probabilities, uniform].map((p) => weightedMean(brierLosses(truth, p, 5)))
			},
			{ seed: 2 }
		);
		expect(result.estimates.brier[1]).toBeCloseTo(0.8, 12);
		const { lower, upper } = percentileInterval(result, 'brier', 0)!;
		expect(lower).toBeLessThan(result.estimates.brier[0]!);
		expect(upper).toBeGreaterThan(result.estimates.brier[0]!);
		expect(pairedDifference(result, 'brier', 0, 1)!.upper).toBeLessThan(0);
	});

	it('leaves out resamples without a knee that has the property', () => {
		const rare = [true, false, false, false];
		const result = scoreBootstrap(
			[1, 2, 3, 4],
			{ auc: [rocAucOf(rare, [4, 3, 2, 1])] },
			{ resamples: 2000 }
		);
		const { undefinedResamples } = intervalOf(result.replicates.auc[0], 0.95)!;
		// Not drawn at all, or drawn four times: (3/4)^4 + (1/4)^4.
		expect(Math.abs(undefinedResamples / 2000 - 0.3203)).toBeLessThan(0.05);
	});

	it('knows no interval of a mean of grades of which one is seldom drawn', () => {
		const grades = Array.from({ length: 20 }, (_, i) => (i === 0 ? 4 : i % 2));
		const scores = grades.flatMap((grade, i) =>
			[0, 1, 2, 3, 4].map((other) => (other === grade ? 0.4 : 0.1) + ((i * 7 + other) % 5) / 10)
		);
		const of = (rare: number[]) => {
			const kept = grades.map((grade, i) => (rare.includes(i) ? 4 : grade % 4));
			return scoreBootstrap([...grades.keys()], { auc: [macroAucOf(kept, scores, 5)] });
		};
		const one = of([0]);
		expect(one.estimates.auc[0]).not.toBeNull();
		// The only subject with grade 4 is missed with chance (19/20)^20; sd of the share .011.
		const { undefinedResamples } = intervalOf(one.replicates.auc[0], 0.95)!;
		expect(Math.abs(undefinedResamples / 2000 - 0.3585)).toBeLessThan(0.045);
		expect(percentileInterval(one, 'auc', 0)).toBeNull();
		// Of five subjects all are missed with chance (15/20)^20 = .003.
		expect(percentileInterval(of([0, 1, 2, 3, 4]), 'auc', 0)).not.toBeNull();
		// A grade that no knee has is no part of the mean.
		expect(intervalOf(of([]).replicates.auc[0], 0.95)!.undefinedResamples).toBeLessThan(5);
	});

	const tied = Float64Array.from(probabilities, (p) => Math.round(4 * p) / 4);
	it.each<[string, WeightedStatistic]>([
		['mean', weightedMean(brierLosses(truth, probabilities, 5))],
		[
			'AUC',
			rocAucOf(
				truth.map((grade) => grade === 1),
				truth.map((_, i) => probabilities[5 * i + 1])
			)
		],
		[
			'AUC with ties',
			rocAucOf(
				truth.map((grade) => grade > 1),
				truth.map((_, i) => tied[5 * i])
			)
		],
		['macro AUC', macroAucOf(truth, probabilities, 5)],
		['calibration error', classwiseCalibrationErrorOf(truth, probabilities, 5)]
	])('%s of four resamples at once is that of each', (_, statistic) => {
		const random = Random.fromSeed(9);
		const groups = groupBySubject(subjects);
		const four = new FourResamples(groups);
		const ofFour = statistic.ofSubjects!(groups);
		const weights = new Uint32Array(truth.length);
		// The last are so many that two sums do not fit into one integer.
		for (const most of [3, 3, 1, 5000]) {
			let drawn = 0;
			four.fill((times) => {
				const last = ++drawn === 4;
				for (let i = 0; i < times.length; i++) times[i] = last ? 0 : random.integer(most);
			});
			expect(four.pairs === null).toBe(most === 5000);
			const results = new Float64Array(4).fill(7);
			ofFour(four, results);
			for (let r = 0; r < 4; r++) {
				four.weightsOf(r, weights);
				expect(four.totals[r]).toBe(weights.reduce((sum, weight) => sum + weight, 0));
				const alone = statistic(weights);
				if (alone === null) expect(results[r]).toBeNaN();
				else expect(results[r]).toBeCloseTo(alone, 12);
			}
		}
	});

	it('draws the same however many resamples are wanted', () => {
		const of = (resamples: number) =>
			scoreBootstrap(
				subjects,
				{ auc: [macroAucOf(truth, probabilities, 5)] },
				{ resamples, seed: 4 }
			);
		const [few, more] = [of(5), of(8)].map(({ replicates }) => [...replicates.auc[0]]);
		expect(few).toEqual(more.slice(0, 5));
	});

	it('refuses no knees', () => {
		expect(() => scoreBootstrap([], {})).toThrow(/got none/);
	});
});
