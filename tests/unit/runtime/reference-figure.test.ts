import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import type { KneeRecord, KneeTruth } from '#lib/core/records/test-set.ts';
import { drawnGrades } from '#lib/study/answers/drawn-grades.ts';
import type { MatrixFigure } from '#lib/core/metrics/registry.ts';
import { referenceFigureOf } from '#lib/runtime/compute/reference-figure.ts';

const read = (name: string) => JSON.parse(readFileSync(`static/testset/${name}`, 'utf8'));
const knees = (read('knees.json') as KneeRecord[]).filter(({ split }) => split === 'test');
const truths = read('truths.json') as Record<string, KneeTruth>;
const drawn = knees.map(({ id }) => drawnGrades(truths[id]));
const truth = knees.map(({ grade }) => grade);

const figureOf = (figure: MatrixFigure) =>
	referenceFigureOf({
		truth,
		subjects: knees.map(({ subject }) => subject),
		// A system that gives the label itself.
		system: truth,
		references: [drawn.map(({ secondReader }) => secondReader), drawn.map(({ signs }) => signs)],
		costs: costMatrix('linear', 5),
		figure
	});

it('a second reader and the drawn signs reach on the embedded knees what Python finds', () => {
	// scikit-learn and numpy on the same files; intervals from 4,000 other resamples.
	const accuracy = figureOf('accuracy');
	const balanced = figureOf('balancedAccuracy');
	const kappa = figureOf('quadraticWeightedKappa');
	expect(accuracy.estimates).toEqual([0.736, 0.819]);
	expect(balanced.estimates[0]).toBeCloseTo(0.766, 3);
	expect(balanced.estimates[1]).toBeCloseTo(0.839, 3);
	expect(kappa.estimates[0]).toBeCloseTo(0.898, 3);
	expect(kappa.estimates[1]).toBeCloseTo(0.939, 3);
	const [{ lower, upper }] = accuracy.intervals.map((interval) => interval!);
	expect(Math.abs(lower - 0.707)).toBeLessThan(0.004);
	expect(Math.abs(upper - 0.763)).toBeLessThan(0.004);
});

it('a system is compared with each of them, and with nothing else', () => {
	const { comparisons } = figureOf('accuracy');
	expect(comparisons.map(({ first, second }) => [first, second])).toEqual([
		[0, 1],
		[0, 2]
	]);
	for (const { difference, verdict, test } of comparisons) {
		expect(difference!.estimate).toBeGreaterThan(0.15);
		expect([verdict, test!.exchanges]).toEqual(['first better', 20_000]);
	}
	expect(figureOf('meanAbsoluteError').comparisons[0].verdict).toBe('first better');
});
