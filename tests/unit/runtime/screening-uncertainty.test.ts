import { expect, it } from 'vitest';
import { bootstrap, percentileInterval } from '#lib/core/bootstrap.ts';
import { perClass } from '#lib/core/metrics.ts';
import { Random } from '#lib/core/random.ts';
import { screeningUncertainty } from '#lib/runtime/screening-uncertainty.ts';

const random = Random.fromSeed(3);
const truth = Array.from({ length: 120 }, () => random.integer(5));
const subjects = truth.map((_, i) => String(Math.floor(i / 2)));
const scores = Float64Array.from(truth, (grade) =>
	Math.min(1, Math.max(0, 0.2 * grade + 0.5 * (random.uniform() - 0.3)))
);

it('gives the intervals of recall and precision of the merged grades, from the same resamples', () => {
	const known = screeningUncertainty({ truth, subjects, scores, threshold: 0.4 });
	const merged = bootstrap(
		{
			truth: truth.map((grade) => (grade >= 2 ? 1 : 0)),
			subjects,
			systems: [Array.from(scores, (score) => (score >= 0.4 ? 1 : 0))],
			classCount: 2
		},
		{
			sensitivity: (matrix) => perClass(matrix).recall[1],
			specificity: (matrix) => perClass(matrix).recall[0],
			positivePredictiveValue: (matrix) => perClass(matrix).precision[1],
			negativePredictiveValue: (matrix) => perClass(matrix).precision[0]
		}
	);
	for (const name of [
		'sensitivity',
		'specificity',
		'positivePredictiveValue',
		'negativePredictiveValue'
	] as const) {
		expect(known[name]).toEqual(percentileInterval(merged, name, 0));
	}
	expect(known.subjects).toBe(60);
	expect(known.area!.lower).toBeGreaterThan(0.5);
	expect(known.area!.upper).toBeLessThan(1);
});
