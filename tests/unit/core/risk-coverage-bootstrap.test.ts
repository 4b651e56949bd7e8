import { describe, expect, it } from 'vitest';
import { percentileInterval } from '#lib/core/bootstrap.ts';
import { argmaxRows } from '#lib/core/predictions.ts';
import { riskAtCoverage, riskCoverage } from '#lib/core/risk-coverage.ts';
import { riskCoverageIntervals } from '#lib/core/risk-coverage-bootstrap.ts';
import { scoreBootstrap } from '#lib/core/score-bootstrap.ts';
import { weightedMean, type WeightedStatistic } from '#lib/core/weighted-statistic.ts';
import { fromParts, repeated, scoreReferences } from './score-cases.ts';

const OPTIONS = { resamples: 200, seed: 3 };
const COVERAGES = [0.05, 0.3, 0.5, 0.8, 1];

function gradingOf({ truth, parts }: { truth: number[]; parts: number[] }) {
	const p = fromParts(parts);
	const predicted = [...argmaxRows(p)];
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
				(coverage: number): WeightedStatistic =>
				(weights) =>
					riskAtCoverage(
						riskCoverage(repeated(confidence, weights), repeated(losses, weights))!,
						coverage
					).risk;
			const expected = scoreBootstrap(subjects, { risk: COVERAGES.map(byCurve) }, OPTIONS);
			const [intervals] = riskCoverageIntervals(
				subjects,
				[{ confidence, losses }],
				COVERAGES,
				OPTIONS
			);
			COVERAGES.forEach((_, place) => {
				const { lower, upper } = percentileInterval(expected, 'risk', place)!;
				expect(intervals[place]!.lower).toBeCloseTo(lower, 12);
				expect(intervals[place]!.upper).toBeCloseTo(upper, 12);
			});
		}
	);

	it('is that of the mean loss where every knee is graded, whoever else is looked at', () => {
		const [good, sure] = scoreReferences.cases;
		const { subjects } = good;
		const first = gradingOf(good);
		const second = gradingOf({ truth: good.truth, parts: sure.parts.slice(0, good.parts.length) });
		const both = { confidence: first.confidence, losses: second.losses };
		const [, [whole]] = riskCoverageIntervals(subjects, [first, both], [1], OPTIONS);
		const expected = scoreBootstrap(subjects, { mean: [weightedMean(second.losses)] }, OPTIONS);
		const { lower, upper } = percentileInterval(expected, 'mean', 0)!;
		expect(whole!.lower).toBeCloseTo(lower, 12);
		expect(whole!.upper).toBeCloseTo(upper, 12);
	});

	it('refuses lists of different lengths and no knees', () => {
		const none = { confidence: [], losses: [] };
		expect(() => riskCoverageIntervals([], [none], [1])).toThrow(/0 subjects/);
		expect(() => riskCoverageIntervals([1], [none], [1])).toThrow(/1 subjects and 0, 0/);
	});
});
