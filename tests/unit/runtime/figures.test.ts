import { describe, expect, it } from 'vitest';
import { bootstrap, pairedDifference, percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { classwiseCalibrationError } from '#lib/core/metrics/calibration.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { balancedMeanAbsoluteError, worstGrade } from '#lib/core/labels/grade-error.ts';
import { FIGURE_NAMES } from '#lib/core/metrics/registry.ts';
import { balancedAccuracy, metricsOf, perClass } from '#lib/core/metrics/metrics.ts';
import { argmaxRows, softmaxRows } from '#lib/core/scores/predictions.ts';
import { brierScore, logLoss } from '#lib/core/metrics/probability-scores.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { macroAuc, oneVersusRestAuc } from '#lib/core/metrics/roc-auc.ts';
import { figuresOf } from '#lib/runtime/compute/figures.ts';
import { GRADE_MEASURES, gradeFiguresOf } from '#lib/runtime/compute/grade-figures.ts';

const KNEES = 240;
const random = Random.fromSeed(11);
const truth = Array.from({ length: KNEES }, (_, i) => (i < 5 ? i : random.integer(5)));
const subjects = truth.map((_, knee) => `S${knee >> 1}`);

/** Scores that are the closer to the truth the less noise there is. */
function scoresWith(noise: number, scale = 1): Float64Array<ArrayBuffer> {
	const logits = Float64Array.from(
		{ length: 5 * KNEES },
		(_, i) => -1.5 * Math.abs((i % 5) - truth[Math.floor(i / 5)]) + noise * random.uniform()
	);
	return softmaxRows(logits, 5).map((score) => scale * score);
}

const scores = [scoresWith(1), scoresWith(3), scoresWith(3, 0.9)];
const systems = scores.map((rows) => argmaxRows(rows, 5));
const probabilities = scores.map((rows) => rescaleRows(rows, 5));
const input = {
	truth,
	subjects,
	systems,
	scores,
	probabilities,
	costs: costMatrix('quadratic', 5),
	classCount: 5
};

describe('figures of all systems', () => {
	const result = figuresOf(input);

	it('are those of the functions that define them', () => {
		scores.forEach((rows, s) => {
			const confusion = confusionMatrix(truth, systems[s], 5);
			const metrics = metricsOf(confusion);
			const shares = rescaleRows(rows, 5);
			const expected = {
				balancedAccuracy: metrics.balancedAccuracy,
				accuracy: metrics.accuracy,
				macroF1: metrics.macroF1,
				quadraticWeightedKappa: metrics.quadraticWeightedKappa,
				linearWeightedKappa: metrics.linearWeightedKappa,
				meanAbsoluteError: metrics.meanAbsoluteError,
				balancedMeanAbsoluteError: balancedMeanAbsoluteError(confusion),
				worstGradeError: worstGrade(confusion)!.error,
				expectedCost:
					truth.reduce((sum, grade, i) => sum + (grade - systems[s][i]) ** 2, 0) / KNEES,
				macroAuc: macroAuc(truth, rows, 5),
				brierScore: brierScore(truth, shares, 5),
				logLoss: logLoss(truth, shares, 5),
				classwiseCalibrationError: classwiseCalibrationError(truth, shares, 5)
			};
			for (const name of FIGURE_NAMES) {
				expect(result.figures[name].estimates[s], name).toBeCloseTo(expected[name]!, 12);
			}
		});
	});

	it('of votes have none that reckons with probabilities, and lead nobody', () => {
		const { figures } = figuresOf({
			...input,
			probabilities: [probabilities[0], null, probabilities[2]]
		});
		for (const name of ['brierScore', 'logLoss', 'classwiseCalibrationError'] as const) {
			expect(figures[name].estimates.map((value) => value === null)).toEqual([false, true, false]);
			expect(figures[name].intervals[1]).toBeNull();
			expect(figures[name].leader).not.toBe(1);
		}
		expect(figures.brierScore.leader).toBe(0);
		expect(figures.macroAuc.estimates).toEqual(result.figures.macroAuc.estimates);
	});

	it('have the intervals and paired differences of one bootstrap', () => {
		expect(result).toMatchObject({ knees: KNEES, subjects: KNEES / 2, resamples: 2000, seed: 1 });
		const own = bootstrap({ truth, subjects, systems, classCount: 5 }, { balancedAccuracy });
		const { intervals, comparisons } = result.figures.balancedAccuracy;
		expect(intervals[1]).toEqual(percentileInterval(own, 'balancedAccuracy', 1));
		const { estimate, lower, upper } = pairedDifference(own, 'balancedAccuracy', 0, 2)!;
		expect(comparisons[1].difference).toEqual({ estimate, lower, upper });
	});

	it('have no interval where resamples lie above the truth', () => {
		for (const name of FIGURE_NAMES) {
			const isBiased = name === 'classwiseCalibrationError' || name === 'worstGradeError';
			const { intervals, comparisons } = result.figures[name];
			const known = intervals.filter((interval) => interval !== null);
			const paired = comparisons.filter(({ difference }) => difference!.lower !== null);
			expect([known.length, paired.length].map(Boolean), name).toEqual([!isBiased, !isBiased]);
			for (const { test } of comparisons) expect(test!.adjusted, name).toBeGreaterThan(0);
		}
	});

	it('name the leader by whether higher or lower is better', () => {
		expect(result.figures.balancedAccuracy.leader).toBe(0);
		expect(result.figures.balancedAccuracy.comparisons[0].verdict).toBe('first better');
		const { comparisons, leader } = result.figures.meanAbsoluteError;
		expect(comparisons[0].difference!.estimate).toBeLessThan(0);
		expect(leader).toBe(0);
	});

	it('say whose scores had to be rescaled', () => {
		expect(result.rescaled).toEqual([false, false, true]);
	});

	it('test accuracy by the clustered McNemar test too', () => {
		expect(result.accuracyTests).toHaveLength(3);
		const { onlyFirst, onlySecond } = result.accuracyTests[0];
		const { estimates } = result.figures.accuracy;
		expect((onlyFirst - onlySecond) / KNEES).toBeCloseTo(estimates[0]! - estimates[1]!, 12);
	});
});

describe('figures of each grade', () => {
	it('are those of the functions that define them, inside their intervals', () => {
		const result = gradeFiguresOf({
			truth,
			subjects,
			predicted: systems[1],
			scores: scores[1],
			classCount: 5
		});
		const { support, ...measures } = perClass(confusionMatrix(truth, systems[1], 5));
		const expected = {
			...measures,
			auc: oneVersusRestAuc(truth, scores[1], 5),
			meanError: [0, 1, 2, 3, 4].map((grade) => {
				const own = systems[1].filter((_, knee) => truth[knee] === grade);
				return own.reduce((sum, read) => sum + Math.abs(read - grade), 0) / own.length;
			})
		};
		expect(result.support).toEqual(support);
		for (const measure of GRADE_MEASURES) {
			result.measures[measure].forEach(({ estimate, interval }, grade) => {
				expect(estimate).toBeCloseTo(expected[measure][grade]!, 12);
				expect(interval!.lower).toBeLessThan(estimate!);
				expect(interval!.upper).toBeGreaterThan(estimate!);
			});
		}
	});

	it('have the mean error worked by hand, whose interval resamples subjects', () => {
		const { measures } = gradeFiguresOf({
			truth: [3, 3, 3, 3],
			subjects: ['a', 'a', 'b', 'b'],
			predicted: [3, 3, 1, 2],
			scores: Float64Array.from({ length: 20 }, () => 0.2),
			classCount: 5
		});
		// Subject a has errors 0 and 0, subject b 2 and 1: resamples of two subjects give 0, 0.75 or 1.5.
		expect(measures.meanError[3]).toMatchObject({
			estimate: 0.75,
			interval: { lower: 0, upper: 1.5 }
		});
	});

	it('are unknown for a grade that no knee has', () => {
		const healthy = new Array<number>(4).fill(0);
		const { measures, support } = gradeFiguresOf({
			truth: healthy,
			subjects: [1, 1, 2, 2],
			predicted: healthy,
			scores: Float64Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? 1 : 0)),
			classCount: 5
		});
		expect(support).toEqual([4, 0, 0, 0, 0]);
		expect(measures.recall[3]).toEqual({ estimate: null, interval: null });
		expect(measures.auc[0]).toEqual({ estimate: null, interval: null });
		expect(measures.meanError[3]).toEqual({ estimate: null, interval: null });
	});

	it('of knees that are all read correctly have an interval where one can be told', () => {
		const truth = [0, 0, 0, 0, 1, 1];
		const subjects = ['a', 'a', 'b', 'b', 'c', 'd'];
		const scores = Float64Array.from(
			truth.flatMap((own) => [0, 1, 2, 3, 4].map((g) => +(g === own)))
		);
		const { measures } = gradeFiguresOf({
			truth,
			subjects,
			predicted: truth,
			scores,
			classCount: 5
		});
		for (const share of [measures.recall[0], measures.precision[0]]) {
			expect(share).toEqual({
				estimate: 1,
				interval: clusteredShareInterval(4, ['a', 'a', 'b', 'b'])
			});
		}
		for (const figure of [measures.f1[0], measures.auc[0], measures.meanError[0]]) {
			expect(figure.interval).toBeNull();
		}
	});
});
