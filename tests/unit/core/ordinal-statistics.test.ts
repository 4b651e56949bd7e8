import { describe, expect, it } from 'vitest';
import { expectedGrades } from '#lib/core/combine/decision-rules.ts';
import { cumulativeForecasts } from '#lib/core/metrics/cumulative-forecasts.ts';
import { ordinalConcordanceOf } from '#lib/core/metrics/ordinal-concordance.ts';
import { brierScore } from '#lib/core/metrics/probability-scores.ts';
import { rankedProbabilityLosses } from '#lib/core/metrics/ranked-probability-score.ts';
import { reliabilityDiagram } from '#lib/core/metrics/reliability-diagram.ts';
import { rocAuc } from '#lib/core/metrics/roc-auc.ts';
import { percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { onceEach, weightedMean } from '#lib/core/statistics/weighted-statistic.ts';
import { expectClose, fixture } from './fixtures.ts';
import { fromParts, repeated, someWeights } from './score-cases.ts';

interface OrdinalCase {
	name: string;
	subjects: number[];
	truth: number[];
	parts: number[];
	bins: number;
	bounds: { from: number; share: number[]; probability: number[]; brier: number }[];
	rankedProbability: number;
	concordance: { cases: number; classes: number };
}

const { cases } = fixture<{ cases: OrdinalCase[] }>('ordinal.json');
const meanOf = (values: ArrayLike<number>) => weightedMean(values)(onceEach(values.length));

describe.each(cases)('$name', ({ truth, parts, subjects, ...expected }) => {
	const probabilities = fromParts(parts);
	const scores = expectedGrades(probabilities, 5);

	it.each(expected.bounds)('from $from on the diagram is that of scikit-learn', (bound) => {
		const forecasts = cumulativeForecasts(truth, probabilities, bound.from, 5);
		const filled = reliabilityDiagram(forecasts, expected.bins, subjects).filter(
			({ knees }) => knees > 0
		);
		expectClose(
			filled.map(({ share }) => share),
			bound.share,
			1e-14,
			'share'
		);
		expectClose(
			filled.map(({ probability }) => probability),
			bound.probability,
			1e-14,
			'probability'
		);
	});

	it('the ranked probability score is the mean Brier score over the bounds', () => {
		const score = meanOf(rankedProbabilityLosses(truth, probabilities, 5));
		expect(score).toBeCloseTo(expected.rankedProbability, 14);
	});

	it('concordance is that of Somers over cases, the mean area over classes', () => {
		const once = onceEach(truth.length);
		const over = (what: 'pairs of cases' | 'pairs of classes') =>
			ordinalConcordanceOf(truth, scores, 5, what)(once);
		expect(over('pairs of cases')).toBeCloseTo(expected.concordance.cases, 13);
		expect(over('pairs of classes')).toBeCloseTo(expected.concordance.classes, 13);
	});

	it('concordance with weights is that of repeated cases', () => {
		const weights = someWeights(truth.length);
		const some = ordinalConcordanceOf(truth, scores, 5, 'pairs of cases')(weights);
		const of = repeated(truth, weights);
		const again = ordinalConcordanceOf(of, repeated([...scores], weights), 5, 'pairs of cases');
		expect(some).toBeCloseTo(again(onceEach(of.length))!, 14);
	});
});

describe('ordinal statistics', () => {
	it('of two classes are the area and half of the Brier score', () => {
		const truth = [0, 1, 1, 0, 1];
		const first = [0.9, 0.2, 0.5, 0.5, 0.4];
		const rows = first.flatMap((p) => [p, 1 - p]);
		const score = meanOf(rankedProbabilityLosses(truth, rows, 2));
		expect(score).toBeCloseTo(brierScore(truth, rows, 2)! / 2, 15);
		const above = first.map((p) => 1 - p);
		const area = rocAuc(
			truth.map((label) => label === 1),
			above
		);
		const concordance = ordinalConcordanceOf(truth, above, 2, 'pairs of classes');
		expect(concordance(onceEach(5))).toBeCloseTo(area!, 15);
	});

	it('reward a probability on a nearer class', () => {
		const near = rankedProbabilityLosses([0], [0.5, 0.5, 0, 0, 0], 5)[0];
		const far = rankedProbabilityLosses([0], [0.5, 0, 0, 0, 0.5], 5)[0];
		expect(near).toBeCloseTo(0.25 / 4, 15);
		expect(far).toBeCloseTo(0.25, 15);
		expect(rankedProbabilityLosses([0], [0, 0, 0, 0, 1], 5)[0]).toBe(1);
	});

	it('are unknown of one class, and over classes where weights leave one out', () => {
		expect(ordinalConcordanceOf([2, 2], [0, 1], 5, 'pairs of cases')(onceEach(2))).toBeNull();
		const of = ordinalConcordanceOf([0, 1, 2], [0, 1, 2], 3, 'pairs of classes');
		expect(of(onceEach(3))).toBe(1);
		expect(of(Uint32Array.of(2, 1, 0))).toBeNull();
	});

	it('refuse a bound, a class or a score that there is not', () => {
		expect(() => cumulativeForecasts([0], [0.5, 0.5], 2, 2)).toThrow(/from 2 on/);
		expect(() => ordinalConcordanceOf([3], [0], 3, 'pairs of cases')).toThrow(/case 0 is 3/);
		expect(() => ordinalConcordanceOf([1], [NaN], 3, 'pairs of cases')).toThrow(/case 0/);
	});
});

describe('coverage of the interval of the concordance in simulation', () => {
	const STUDIES = 200;
	const SUBJECTS = 60;
	const random = Random.fromSeed(17);
	const normal = () =>
		Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
	/** Two alike cases a subject of three classes. */
	const draw = (subjects: number) => {
		const truth: number[] = [];
		const scores: number[] = [];
		for (let subject = 0; subject < subjects; subject++) {
			const label = random.integer(3);
			const common = normal();
			for (let knee = 0; knee < 2; knee++) {
				truth.push(label);
				scores.push(label + 0.8 * common + 0.4 * normal());
			}
		}
		return { truth, scores };
	};

	it('is about 95 % by subjects', () => {
		const many = draw(30_000);
		const actual = ordinalConcordanceOf(
			many.truth,
			many.scores,
			3,
			'pairs of classes'
		)(onceEach(many.truth.length))!;
		let covered = 0;
		for (let seed = 0; seed < STUDIES; seed++) {
			const { truth, scores } = draw(SUBJECTS);
			const subjects = truth.map((_, i) => i >> 1);
			const statistic = ordinalConcordanceOf(truth, scores, 3, 'pairs of classes');
			const result = scoreBootstrap(subjects, { c: [statistic] }, { resamples: 300, seed });
			const { lower, upper } = percentileInterval(result, 'c', 0)!;
			if (lower <= actual && actual <= upper) covered++;
		}
		expect(covered / STUDIES).toBeGreaterThan(0.9);
		expect(covered / STUDIES).toBeLessThan(0.985);
	});
});
