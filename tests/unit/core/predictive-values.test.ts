import { describe, expect, it } from 'vitest';
import {
	predictiveValueEstimates,
	predictiveValues
} from '#lib/core/screening/predictive-values.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { expectClose } from './fixtures.ts';
import { screened, screenedScores, screeningReferences } from './screening-reference.ts';

const { predictive } = screeningReferences;
const called = Array.from(screenedScores[0], (score) => score >= predictive.threshold);
const few = { resamples: 4 };

describe('predictive values at another prevalence', () => {
	it.each(predictive.at)('equal weighted precision of scikit-learn at $prevalence', (expected) => {
		const [estimates] = predictiveValueEstimates(screened, called, [expected.prevalence], few);
		for (const [name, value] of Object.entries(expected.values)) {
			expectClose(estimates[name as keyof typeof estimates].value, value, 1e-14, name);
		}
	});

	it('have the intervals of a subject bootstrap, and at least those of the two shares', () => {
		const [{ positivePredictiveValue, negativePredictiveValue }] = predictiveValueEstimates(
			screened,
			called,
			[0.05]
		);
		const [ends, least] = [predictive.positiveInterval, predictive.least.interval];
		const { lower, upper } = positivePredictiveValue.interval!;
		// Ends of 2,000 and of 1,500 resamples differ by chance.
		const tolerance = 0.07 * (ends[1] - ends[0]);
		expectClose(lower, Math.min(ends[0], least[0]), tolerance, 'lower');
		expectClose(upper, Math.max(ends[1], least[1]), tolerance, 'upper');
		const negative = negativePredictiveValue.interval!;
		expect(negative.lower).toBeLessThan(predictive.negativeInterval[0] + 1e-3);
		expect(negative.upper).toBeGreaterThan(predictive.negativeInterval[1] - 1e-3);
	});

	it('have the interval of the two shares where no resample has a false positive', () => {
		const right = called.map((one, i) => one && screened.positive[i]);
		const [{ positivePredictiveValue }] = predictiveValueEstimates(screened, right, [0.05]);
		expect(positivePredictiveValue.value).toBe(1);
		const { lower, upper } = positivePredictiveValue.interval!;
		expectClose([lower, upper], predictive.leastWithoutAlarms.interval, 1e-12, 'ends');
	});

	it('are the textbook ones', () => {
		// Bayes' theorem, as in Altman & Bland, BMJ 1994;309:102: of 1,000 cases 225 true and 150 false positives, 600 true and 25 false negatives.
		const values = predictiveValues(0.9, 0.8, 0.25);
		expect(values.positivePredictiveValue).toBeCloseTo(0.225 / 0.375, 15);
		expect(values.negativePredictiveValue).toBeCloseTo(0.6 / 0.625, 15);
		expect(predictiveValues(0, 1, 0.25).positivePredictiveValue).toBeNaN();
	});

	it('are unknown without cases of a kind', () => {
		const [healthy] = predictiveValueEstimates(
			{ positive: [false, false], subjects: [1, 2] },
			[true, false],
			[0.5],
			few
		);
		expect(healthy.positivePredictiveValue).toEqual({ value: null, interval: null });
	});

	it('refuse a prevalence out of range and other cases', () => {
		expect(() => predictiveValueEstimates(screened, called, [0])).toThrow(/prevalence is 0/);
		expect(() => predictiveValueEstimates(screened, [true], [0.5])).toThrow(/1 numbers/);
	});
});

describe('coverage of the interval of a predictive value in simulation', () => {
	const SUBJECTS = 100;
	const STUDIES = 300;
	const truth = predictiveValues(0.8, 0.85, 0.1);

	it('is 95 % or somewhat more with two cases a subject that share their fate', () => {
		const random = Random.fromSeed(7);
		const covered = { positivePredictiveValue: 0, negativePredictiveValue: 0 };
		for (let seed = 0; seed < STUDIES; seed++) {
			const positive: boolean[] = [];
			const flagged: boolean[] = [];
			for (let subject = 0; subject < SUBJECTS; subject++) {
				const ill = random.uniform() < 0.5;
				const shared = random.uniform();
				for (let knee = 0; knee < 2; knee++) {
					positive.push(ill);
					const luck = random.uniform() < 0.7 ? shared : random.uniform();
					flagged.push(luck < (ill ? 0.8 : 0.15));
				}
			}
			const subjects = positive.map((_, i) => i >> 1);
			const [estimates] = predictiveValueEstimates({ positive, subjects }, flagged, [0.1], {
				resamples: 300,
				seed
			});
			for (const name of ['positivePredictiveValue', 'negativePredictiveValue'] as const) {
				const { lower, upper } = estimates[name].interval!;
				if (lower <= truth[name] && truth[name] <= upper) covered[name]++;
			}
		}
		for (const [name, count] of Object.entries(covered)) {
			expect(count / STUDIES, name).toBeGreaterThan(0.93);
		}
	});
});
