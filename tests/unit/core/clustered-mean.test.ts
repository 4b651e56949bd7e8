import { expect, it } from 'vitest';
import { bootstrap, percentileInterval } from '#lib/core/statistics/bootstrap.ts';
import { clusteredMean, clusteredMeans } from '#lib/core/statistics/clustered-mean.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { meanAbsoluteError } from '#lib/core/metrics/metrics.ts';

const knees = 60;
const truth = Array.from({ length: knees }, (_, i) => i % 5);
const predicted = truth.map((grade, i) => (i % 3 === 0 ? (grade + 1) % 5 : grade));
const subjects = truth.map((_, i) => String(Math.floor(i / 2)));
const right = truth.map((grade, i) => (grade === predicted[i] ? 1 : 0));

it('is that of the bootstrap for errors in grades', () => {
	const errors = truth.map((grade, i) => Math.abs(grade - predicted[i]));
	const result = bootstrap(
		{ truth, subjects, systems: [predicted], classCount: 5 },
		{ meanAbsoluteError },
		{ seed: 9 }
	);
	const { lower, upper } = percentileInterval(result, 'meanAbsoluteError', 0)!;
	const { mean, interval, ...of } = clusteredMean(errors, subjects, { seed: 9 })!;
	expect(of).toEqual({ values: knees, subjects: 30 });
	expect(mean).toBeCloseTo(result.estimates.meanAbsoluteError[0]!, 12);
	expect(interval!.lower).toBeCloseTo(lower, 12);
	expect(interval!.upper).toBeCloseTo(upper, 12);
});

it('is the clustered share for values of 0 and 1, with a width where none or all are 1', () => {
	const hits = right.filter((value) => value === 1).length;
	expect(clusteredMean(right, subjects)!.interval).toEqual(clusteredShareInterval(hits, subjects));
	const twelve = Array.from({ length: 12 }, (_, i) => String(i));
	const none = clusteredMean(new Array(12).fill(0), twelve)!;
	// statsmodels.stats.proportion.proportion_confint(0, 12, method='wilson')
	expect(none.interval!.lower).toBe(0);
	expect(none.interval!.upper).toBeCloseTo(0.24249, 4);
	// Ten knees of five subjects are worth five.
	const five = Array.from({ length: 10 }, (_, i) => String(i >> 1));
	expect(clusteredMean(new Array(10).fill(0), five)!.interval!.upper).toBeCloseTo(0.43448, 4);
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

it('has no interval of one subject, nor of equal values', () => {
	const values = [0.2, 1, 0.2, 1];
	const one = clusteredMean(values, ['a', 'a', 'a', 'a'])!;
	expect(one).toMatchObject({ subjects: 1, mean: 0.6, interval: null });
	const many = clusteredMean(values, ['a', 'b', 'c', 'd'])!.interval!;
	expect([many.lower, many.upper]).toEqual([0.2, 1]);
	expect(clusteredMean([0.3, 0.3, 0.3], ['a', 'b', 'c'])!.interval).toBeNull();
});

it('has the standard error of the mean for independent values', () => {
	const values = Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) / 100);
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
	const half = 1.96 * Math.sqrt(variance / values.length);
	const { lower, upper } = clusteredMean(
		values,
		values.map((_, i) => String(i))
	)!.interval!;
	expect(Math.abs(lower - (mean - half))).toBeLessThan(0.1 * half);
	expect(Math.abs(upper - (mean + half))).toBeLessThan(0.1 * half);
});

it('is null without values and refuses lists that do not fit', () => {
	expect(clusteredMean([], [])).toBeNull();
	expect(() => clusteredMean([1], [])).toThrow(/1 values and 0 subjects/);
});
