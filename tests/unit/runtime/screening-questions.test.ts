import { describe, expect, it } from 'vitest';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import { accuracy } from '#lib/core/metrics/metrics.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { MATRIX_FIGURES } from '#lib/core/metrics/registry.ts';
import { screeningAt, screeningScores } from '#lib/core/metrics/screening.ts';
import { argmaxRows, softmaxRows } from '#lib/core/scores/predictions.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { conformalSetsOf } from '#lib/runtime/compute/conformal-sets.ts';
import {
	decisionCurvesOf,
	type DecisionCurveQuestion
} from '#lib/runtime/compute/decision-curves.ts';
import { ordinalCalibrationOf } from '#lib/runtime/compute/ordinal-calibration.ts';
import { figuresAtShares, predictiveValuesOf } from '#lib/runtime/compute/other-shares.ts';
import {
	areaComparisonOf,
	sensitivityComparisonOf
} from '#lib/runtime/compute/screening-comparison.ts';
import { decisionCurvesInParts } from '#lib/study/answers/decision-curves-in-parts.ts';
import { Stopped } from '#lib/study/answers/in-parts.ts';

const random = Random.fromSeed(9);

/** Two cases a subject, of `classCount` ordered classes, scored by two systems. */
function study(classCount: number, subjects: number, name: string) {
	const truth = Array.from({ length: 2 * subjects }, () => random.integer(classCount));
	const scores = [0.5, 0.9].map((spread) =>
		softmaxRows(
			truth.flatMap((label) => {
				const seen = label + spread * classCount * (random.uniform() - 0.5);
				return Array.from({ length: classCount }, (_, c) => -Math.abs(c - seen));
			}),
			classCount
		)
	);
	return { truth, subjects: truth.map((_, i) => `${name}${i >> 1}`), scores, classCount };
}

describe.each([
	{ classCount: 3, positiveFrom: 1 },
	{ classCount: 12, positiveFrom: 7 }
])('of $classCount classes', ({ classCount, positiveFrom }) => {
	const cases = study(classCount, 60, 's');
	const systems = { ...cases, positiveFrom };
	const thresholds = Array.from({ length: 23 }, (_, k) => (k + 1) / 24);

	it('decision curves asked in parts are those asked at once', async () => {
		const question = { ...systems, thresholds, prevalence: null };
		const told: [number, number][] = [];
		const compute = {
			decisionCurvesOf: async (part: DecisionCurveQuestion) => decisionCurvesOf(part)
		};
		const parts = await decisionCurvesInParts(compute, question, (...at) => told.push(at));
		expect(parts).toEqual(decisionCurvesOf(question));
		expect(told).toEqual([
			[0, 3],
			[1, 3],
			[2, 3]
		]);
	});

	it('predictive values at the prevalence of the cases are those counted', () => {
		const scores = screeningScores(cases.scores[0], classCount, positiveFrom);
		const counted = screeningAt(cases.truth, scores, 0.5, positiveFrom);
		const prevalence = (counted.truePositives + counted.falseNegatives) / cases.truth.length;
		const [values] = predictiveValuesOf({
			...systems,
			scores,
			threshold: 0.5,
			prevalences: [prevalence]
		});
		expect(values.positivePredictiveValue.value).toBeCloseTo(counted.positivePredictiveValue!, 13);
		expect(values.negativePredictiveValue.value).toBeCloseTo(counted.negativePredictiveValue!, 13);
		expect(values.positivePredictiveValue.interval).not.toBeNull();
	});

	it('areas and sensitivities of two systems are compared', () => {
		const positives = cases.truth.map((label) => label >= positiveFrom);
		const risks = cases.scores.map((all) => screeningScores(all, classCount, positiveFrom));
		/** Share of the pairs of a positive and a negative case that are in order; half of those that are equal. */
		const area = (risk: ArrayLike<number>) => {
			const [above, below] = [true, false].map((kind) =>
				positives.flatMap((is, i) => (is === kind ? [risk[i]] : []))
			);
			const order = above.flatMap((a) => below.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
			return order.reduce<number>((sum, one) => sum + one, 0) / order.length;
		};
		const { areas, pairs } = areaComparisonOf(systems);
		expect(areas.map(({ value }) => value)).toEqual(
			risks.map((risk) => expect.closeTo(area(risk), 12))
		);
		expect(pairs[0].difference.value).toBeCloseTo(area(risks[0]) - area(risks[1]), 12);
		const { sensitivities, differences } = sensitivityComparisonOf({
			...systems,
			specificity: 0.8
		});
		const [first, second] = sensitivities.map(({ value }) => value!);
		expect(differences[0].difference.value).toBeCloseTo(first - second, 14);
		expect(differences[0].difference.interval).not.toBeNull();
	});

	it('metrics at the shares of the cases are those of the cases', () => {
		const predicted = argmaxRows(cases.scores[0], classCount);
		const confusion = confusionMatrix(cases.truth, predicted, classCount);
		const shares = confusion.map((row) => row.reduce((sum, n) => sum + n, 0) / cases.truth.length);
		const figures = figuresAtShares({
			...cases,
			predicted,
			shares,
			costs: costMatrix('quadratic', classCount)
		});
		expect(Object.keys(figures)).toEqual(MATRIX_FIGURES);
		expect(figures.accuracy.value).toBeCloseTo(accuracy(confusion)!, 13);
	});

	it('calibration is told of every bound, with intervals of what has one', () => {
		const answer = ordinalCalibrationOf({ ...cases, probabilities: cases.scores[0], bins: 5 });
		expect(answer.bounds.map(({ from }) => from)).toEqual(
			Array.from({ length: classCount - 1 }, (_, k) => k + 1)
		);
		for (const { value, interval } of [answer.concordance.overCases, answer.rankedProbability]) {
			expect(interval!.lower).toBeLessThan(value!);
			expect(interval!.upper).toBeGreaterThan(value!);
		}
	});

	it('prediction sets are made from other subjects only', () => {
		const calibration = { ...cases, probabilities: cases.scores[0] };
		const others = study(classCount, 40, 'other');
		const options = { method: 'ordinalAps', alpha: 0.1, perClass: false, seed: null } as const;
		const question = {
			...options,
			classCount,
			calibration,
			evaluated: { ...others, probabilities: others.scores[0] }
		};
		const { sets, coverage } = conformalSetsOf(question);
		expect(sets).toHaveLength(80 * classCount);
		expect(coverage.all.coverage).toBeGreaterThan(0.75);
		expect(coverage.classes).toHaveLength(classCount);
		expect(() => conformalSetsOf({ ...question, evaluated: calibration })).toThrow(/Subject s0/);
	});
});

it('what is left off is not asked further', async () => {
	const cases = study(3, 20, 's');
	const question = { ...cases, positiveFrom: 1, thresholds: [0.1, 0.2], prevalence: null };
	const leaving = new AbortController();
	const compute = {
		decisionCurvesOf: async (part: DecisionCurveQuestion) => {
			leaving.abort();
			return decisionCurvesOf(part);
		}
	};
	await expect(decisionCurvesInParts(compute, question, () => {}, leaving.signal)).rejects.toThrow(
		Stopped
	);
});
