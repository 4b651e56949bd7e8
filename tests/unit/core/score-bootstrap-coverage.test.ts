import { describe, expect, it } from 'vitest';
import { percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { rocAucOf } from '#lib/core/metrics/roc-auc.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import { weightedMean } from '#lib/core/statistics/weighted-statistic.ts';

const STUDIES = 500;
const SUBJECTS = 80;
const CORRELATION = 0.8;
const bySubject = Array.from({ length: 2 * SUBJECTS }, (_, knee) => knee >> 1);
const byKnee = [...bySubject.keys()];

/** Normal deviate (Box & Muller). */
function normal(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/** Two knees a subject, both or neither diseased; scores shifted by 1 with disease, correlated in a subject. */
function drawStudy(random: Random) {
	const positive: boolean[] = [];
	const scores: number[] = [];
	for (let subject = 0; subject < SUBJECTS; subject++) {
		const isPositive = random.uniform() < 0.4;
		const shared = normal(random);
		for (let knee = 0; knee < 2; knee++) {
			positive.push(isPositive);
			scores.push(
				(isPositive ? 1 : 0) +
					Math.sqrt(CORRELATION) * shared +
					Math.sqrt(1 - CORRELATION) * normal(random)
			);
		}
	}
	return { positive, scores };
}

describe('coverage of intervals of scores in simulation', () => {
	// P(Z < 1 / sqrt(2)) for two normal distributions one apart; mean 0.4 * 1.
	const truths = { auc: 0.7602499389065233, mean: 0.4 };

	it('is about 95 % by subjects and less by knees', () => {
		const random = Random.fromSeed(29);
		const covered = { auc: [0, 0], mean: [0, 0] };
		for (let seed = 0; seed < STUDIES; seed++) {
			const { positive, scores } = drawStudy(random);
			[bySubject, byKnee].forEach((subjects, way) => {
				const statistics = { auc: [rocAucOf(positive, scores)], mean: [weightedMean(scores)] };
				const result = scoreBootstrap(subjects, statistics, { resamples: 200, seed });
				for (const name of ['auc', 'mean'] as const) {
					const { lower, upper } = percentileInterval(result, name, 0)!;
					if (lower <= truths[name] && truths[name] <= upper) covered[name][way]++;
				}
			});
		}
		for (const name of ['auc', 'mean'] as const) {
			const [subjects, knees] = covered[name].map((count) => count / STUDIES);
			expect(subjects, name).toBeGreaterThan(0.92);
			expect(subjects, name).toBeLessThan(0.98);
			expect(knees, name).toBeLessThan(0.9);
		}
	});
});
