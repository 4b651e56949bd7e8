import { describe, expect, it } from 'vitest';
import { percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { effectiveKnees } from '#lib/core/statistics/clustered-share.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import {
	coverageAtRisk,
	riskAtCoverage,
	riskCoverage,
	type RiskCoverage
} from '#lib/core/metrics/risk-coverage.ts';
import { riskCoverageIntervals } from '#lib/core/statistics/risk-coverage-bootstrap.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { weightedMean, type WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';
import { meanCountInterval } from '#lib/core/statistics/wilson-interval.ts';
import { fromParts, repeated, scoreReferences } from './score-cases.ts';

const OPTIONS = { resamples: 200, seed: 3 };
const ALLOWED = 0.3;
const COVERAGES = [0.05, 0.3, 0.5, 0.8, 1];

function gradingOf({ truth, parts }: { truth: number[]; parts: number[] }) {
	const p = fromParts(parts);
	const predicted = [...argmaxRows(p, 5)];
	return {
		confidence: predicted.map((grade, i) => p[5 * i + grade]),
		losses: predicted.map((grade, i) => Math.abs(grade - truth[i]))
	};
}

describe('riskCoverageIntervals', () => {
	it.each(scoreReferences.cases.slice(0, 3))(
		'reads the risk of the curve of each resample: $name',
		(reference) => {
			const { subjects } = reference;
			const { confidence, losses } = gradingOf(reference);
			const byCurve =
				(figure: (curve: RiskCoverage) => number): WeightedStatistic =>
				(weights) =>
					figure(riskCoverage(repeated(confidence, weights), repeated(losses, weights))!);
			const expected = scoreBootstrap(
				subjects,
				{
					risk: COVERAGES.map((coverage) =>
						byCurve((curve) => riskAtCoverage(curve, coverage).risk)
					),
					area: [byCurve(({ area }) => area)],
					coverage: [byCurve((curve) => coverageAtRisk(curve, ALLOWED)?.coverage ?? 0)]
				},
				OPTIONS
			);
			const [{ risks: intervals, area, coverage }] = riskCoverageIntervals(
				subjects,
				[{ confidence, losses }],
				COVERAGES,
				ALLOWED,
				OPTIONS
			);
			for (const [name, range] of [
				['area', area],
				['coverage', coverage]
			] as const) {
				const { lower, upper } = percentileInterval(expected, name, 0)!;
				expect(range!.lower).toBeCloseTo(lower, 12);
				expect(range!.upper).toBeCloseTo(upper, 12);
			}
			const order = [...losses.keys()].sort((a, b) => confidence[b] - confidence[a]);
			const sum = losses.reduce((all, loss) => all + loss, 0);
			const dispersion = losses.reduce((all, loss) => all + loss ** 2, 0) / sum;
			const curve = riskCoverage(confidence, losses)!;
			COVERAGES.forEach((coverage, place) => {
				const ofResamples = percentileInterval(expected, 'risk', place);
				const { knees, risk } = riskAtCoverage(curve, coverage);
				const effective = effectiveKnees(order.slice(0, knees).map((i) => subjects[i]));
				const ofCounts = meanCountInterval(risk, effective, dispersion);
				const both = [ofCounts, ...(ofResamples ? [ofResamples] : [])];
				const { lower, upper } = intervals[place]!;
				expect(lower).toBeCloseTo(Math.min(...both.map((one) => one.lower)), 12);
				expect(upper).toBeCloseTo(Math.max(...both.map((one) => one.upper)), 12);
			});
		}
	);

	it('is that of the mean loss where every knee is graded, whoever else is looked at', () => {
		const [good, sure] = scoreReferences.cases;
		const { subjects } = good;
		const first = gradingOf(good);
		const second = gradingOf({ truth: good.truth, parts: sure.parts.slice(0, good.parts.length) });
		const both = { confidence: first.confidence, losses: second.losses };
		const [, { risks }] = riskCoverageIntervals(subjects, [first, both], [1], ALLOWED, OPTIONS);
		const [whole] = risks;
		const expected = scoreBootstrap(subjects, { mean: [weightedMean(second.losses)] }, OPTIONS);
		const { lower, upper } = percentileInterval(expected, 'mean', 0)!;
		expect(whole!.lower).toBeLessThanOrEqual(lower + 1e-12);
		expect(whole!.upper).toBeGreaterThanOrEqual(upper - 1e-12);
		expect(whole!.upper - whole!.lower).toBeLessThan(1.7 * (upper - lower));
	});

	it('has a width where the surest are all right, and none where nothing tells how far an error may go', () => {
		const subjects = Array.from({ length: 60 }, (_, i) => i);
		const confidence = subjects.map((i) => 1 - i / 60);
		const losses = subjects.map((i) => Number(i >= 50));
		const [{ risks }] = riskCoverageIntervals(
			subjects,
			[{ confidence, losses }],
			[0.5, 1],
			ALLOWED
		);
		const [surest, all] = risks;
		expect(surest!.lower).toBe(0);
		// statsmodels.stats.proportion.proportion_confint(0, 30, method='wilson')
		expect(surest!.upper).toBeGreaterThan(0.1135);
		expect(all!.lower).toBeLessThan(1 / 6);
		const none = { confidence, losses: subjects.map(() => 0) };
		expect(riskCoverageIntervals(subjects, [none], [1], ALLOWED)).toEqual([
			{ risks: [null], area: null, coverage: null }
		]);
	});

	it('refuses lists of different lengths and no knees', () => {
		const none = { confidence: [], losses: [] };
		expect(() => riskCoverageIntervals([], [none], [1], ALLOWED)).toThrow(/0 subjects/);
		expect(() => riskCoverageIntervals([1], [none], [1], ALLOWED)).toThrow(/1 subjects and 0, 0/);
	});
});
