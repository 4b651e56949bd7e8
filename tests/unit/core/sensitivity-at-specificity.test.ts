import { describe, expect, it } from 'vitest';
import {
	compareSensitivities,
	sensitivityAtSpecificityOf
} from '#lib/core/screening/sensitivity-at-specificity.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { onceEach } from '#lib/core/statistics/weighted-statistic.ts';
import { expectClose } from './fixtures.ts';
import { repeated, someWeights } from './score-cases.ts';
import { screened, screenedScores, screeningReferences } from './screening-reference.ts';

const { sensitivities } = screeningReferences;
const { positive } = screened;

describe('sensitivity at equal specificity', () => {
	it.each(sensitivities.at)('equals scikit-learn at $specificity', (expected) => {
		const compared = compareSensitivities(screened, screenedScores, expected.specificity, {
			resamples: 4
		});
		const values = compared.sensitivities.map(({ value }) => value);
		expectClose(values, expected.sensitivities, 1e-14, 'sensitivities');
		const difference = expected.sensitivities[0] - expected.sensitivities[1];
		expectClose(compared.differences[0].difference.value, difference, 1e-14, 'difference');
	});

	it('has the interval of a paired subject bootstrap that chooses the thresholds anew', () => {
		const { differences } = compareSensitivities(screened, screenedScores, 0.8);
		const { lower, upper } = differences[0].difference.interval!;
		const ends = sensitivities.differenceInterval;
		// Ends of 2,000 and of 4,000 resamples differ by chance, and by steps of a case.
		expectClose([lower, upper], ends, 0.1 * (ends[1] - ends[0]), 'ends');
	});

	it('with weights is that of repeated cases', () => {
		const weights = someWeights(positive.length);
		const scores = [...screenedScores[0]];
		const of = repeated(positive, weights);
		expect(sensitivityAtSpecificityOf(positive, scores, 0.8)(weights)).toBe(
			sensitivityAtSpecificityOf(of, repeated(scores, weights), 0.8)(onceEach(of.length))
		);
	});

	it('is worked by hand, ties coming together', () => {
		const at = (specificity: number) =>
			sensitivityAtSpecificityOf(
				[true, false, true, true, false],
				[5, 4, 4, 3, 1],
				specificity
			)(onceEach(5));
		expect(at(1)).toBeCloseTo(1 / 3);
		expect(at(0.5)).toBe(1);
		expect(sensitivityAtSpecificityOf([true], [1], 0.9)(onceEach(1))).toBeNull();
	});

	it('refuses what is no specificity', () => {
		expect(() => compareSensitivities(screened, screenedScores, 0)).toThrow(/specificity is 0/);
	});
});

describe('coverage of the interval of the difference in simulation', () => {
	const STUDIES = 250;
	const SUBJECTS = 120;

	it('is about 95 % where systems are equal and knees of a subject alike', () => {
		const random = Random.fromSeed(13);
		const normal = () =>
			Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
		let covered = 0;
		for (let seed = 0; seed < STUDIES; seed++) {
			const ill: boolean[] = [];
			const scores: number[][] = [[], []];
			for (let subject = 0; subject < SUBJECTS; subject++) {
				const isIll = random.uniform() < 0.5;
				const common = normal();
				const own = [normal(), normal()];
				for (let knee = 0; knee < 2; knee++) {
					ill.push(isIll);
					scores.forEach((list, s) =>
						list.push((isIll ? 1.5 : 0) + 0.5 * common + 0.8 * own[s] + 0.3 * normal())
					);
				}
			}
			const subjects = ill.map((_, i) => i >> 1);
			const { differences } = compareSensitivities({ positive: ill, subjects }, scores, 0.8, {
				resamples: 300,
				seed
			});
			const { lower, upper } = differences[0].difference.interval!;
			if (lower <= 0 && 0 <= upper) covered++;
		}
		expect(covered / STUDIES).toBeGreaterThan(0.91);
		expect(covered / STUDIES).toBeLessThanOrEqual(0.99);
	});
});
