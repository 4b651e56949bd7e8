import { expect, it } from 'vitest';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { screeningUncertainty } from '#lib/runtime/compute/screening-uncertainty.ts';

const random = Random.fromSeed(3);
const truth = Array.from({ length: 120 }, () => random.integer(5));
const subjects = truth.map((_, i) => String(Math.floor(i / 2)));
const scores = Float64Array.from(truth, (grade) =>
	Math.min(1, Math.max(0, 0.2 * grade + 0.5 * (random.uniform() - 0.3)))
);

it('gives the shares the intervals of a matrix, and the area that of the resamples', () => {
	const known = screeningUncertainty({ truth, subjects, positiveFrom: 2, scores, threshold: 0.4 });
	const knees = truth.map((grade, i) => ({
		diseased: grade >= 2,
		found: scores[i] >= 0.4,
		subject: subjects[i]
	}));
	type Knee = (typeof knees)[number];
	const share = (of: (knee: Knee) => boolean, hit: (knee: Knee) => boolean) => {
		const among = knees.filter(of);
		return clusteredShareInterval(
			among.filter(hit).length,
			among.map(({ subject }) => subject)
		);
	};
	const [isDiseased, isFound] = [(knee: Knee) => knee.diseased, (knee: Knee) => knee.found];
	const [isHealthy, isPassed] = [(knee: Knee) => !knee.diseased, (knee: Knee) => !knee.found];
	expect(known.sensitivity).toEqual(share(isDiseased, isFound));
	expect(known.specificity).toEqual(share(isHealthy, isPassed));
	expect(known.positivePredictiveValue).toEqual(share(isFound, isDiseased));
	expect(known.negativePredictiveValue).toEqual(share(isPassed, isHealthy));
	expect(known.subjects).toBe(60);
	expect(known.area!.lower).toBeGreaterThan(0.5);
	expect(known.area!.upper).toBeLessThan(1);
});

it('does not call a sensitivity of 100 % certain', () => {
	const { sensitivity } = screeningUncertainty({
		truth,
		subjects,
		positiveFrom: 2,
		scores,
		threshold: 0
	});
	expect(sensitivity!.upper).toBe(1);
	expect(sensitivity!.lower).toBeLessThan(0.97);
});
