import { expect, it } from 'vitest';
import { bootstrap, percentileInterval } from '#lib/core/bootstrap.ts';
import { clusteredMean, clusteredMeans } from '#lib/core/clustered-mean.ts';
import { accuracy } from '#lib/core/metrics.ts';

const knees = 60;
const truth = Array.from({ length: knees }, (_, i) => i % 5);
const predicted = truth.map((grade, i) => (i % 3 === 0 ? (grade + 1) % 5 : grade));
const subjects = truth.map((_, i) => String(Math.floor(i / 2)));
const right = truth.map((grade, i) => (grade === predicted[i] ? 1 : 0));

it('is the accuracy of the bootstrap for values of 0 and 1', () => {
	const result = bootstrap({ truth, subjects, systems: [predicted] }, { accuracy }, { seed: 9 });
	const { lower, upper } = percentileInterval(result, 'accuracy', 0)!;
	const mean = clusteredMean(right, subjects, { seed: 9 })!;
	expect(mean).toMatchObject({ values: knees, subjects: 30 });
	expect(mean.mean).toBeCloseTo(result.estimates.accuracy[0]!, 12);
	expect(mean.lower).toBeCloseTo(lower, 12);
	expect(mean.upper).toBeCloseTo(upper, 12);
});

it('is the same one by one and together', () => {
	const lists = [
		{ values: right, subjects },
		{ values: [], subjects: [] }
	];
	expect(clusteredMeans(lists, { seed: 9 })).toEqual([
		clusteredMean(right, subjects, { seed: 9 }),
		null
	]);
});

it('keeps the knees of a subject together', () => {
	// With one subject there is nothing to draw; as independent knees the same values vary.
	const values = [0, 1, 0, 1];
	const one = clusteredMean(values, ['a', 'a', 'a', 'a'])!;
	expect([one.lower, one.mean, one.upper]).toEqual([0.5, 0.5, 0.5]);
	const many = clusteredMean(values, ['a', 'b', 'c', 'd'])!;
	expect([many.lower, many.upper]).toEqual([0, 1]);
});

it('has the standard error of the mean for independent values', () => {
	const values = Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) / 100);
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
	const half = 1.96 * Math.sqrt(variance / values.length);
	const { lower, upper } = clusteredMean(
		values,
		values.map((_, i) => String(i))
	)!;
	expect(Math.abs(lower - (mean - half))).toBeLessThan(0.1 * half);
	expect(Math.abs(upper - (mean + half))).toBeLessThan(0.1 * half);
});

it('is null without values and refuses lists that do not fit', () => {
	expect(clusteredMean([], [])).toBeNull();
	expect(() => clusteredMean([1], [])).toThrow(/1 values and 0 subjects/);
});
