import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { ensembleScores } from '#lib/core/combine/ensemble.ts';
import { balancedAccuracy, meanAbsoluteError, perClass } from '#lib/core/metrics/metrics.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { searchGradeWeights, searchModelWeights } from '#lib/core/combine/weight-search.ts';
import { ensembleReferences } from './ensemble-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { truth, parts, modelWeights, gradeWeights } = ensembleReferences;
const members = parts.map(fromParts);
const input = { truth, members, statistic: balancedAccuracy, classCount: 5 };

const valueOf = (table: number[][], of = members) =>
	balancedAccuracy(confusionMatrix(truth, argmaxRows(ensembleScores(of, table), 5), 5));

describe('searchModelWeights', () => {
	it.each(modelWeights)('finds the best of all in $steps steps', ({ steps, weights, value }) => {
		const found = searchModelWeights(input, { steps });
		expect(found.table.map((row) => row[0])).toEqual(weights);
		expect(found.table.every((row) => new Set(row).size === 1)).toBe(true);
		expectClose(found.value, value, 1e-12);
		expect(found.equalValue!).toBeLessThanOrEqual(value);
	});

	it('takes any statistic, and what is lower is better turned over', () => {
		const statistic = (confusion: readonly (readonly number[])[]) => -meanAbsoluteError(confusion)!;
		const { value, equalValue } = searchModelWeights({ ...input, statistic });
		expect(value!).toBeGreaterThanOrEqual(equalValue!);
	});

	it('keeps equal weights where all are equally good or nothing is known', () => {
		const same = { ...input, members: [members[0], members[0], members[0]], classCount: 5 };
		const third = searchModelWeights(same, { steps: 3 });
		expect(third.table.map((row) => row[0])).toEqual([1 / 3, 1 / 3, 1 / 3]);
		const unknown = { truth: [0], members: [[1, 0, 0, 0, 0]], classCount: 5 };
		const statistic = (confusion: readonly (readonly number[])[]) => perClass(confusion).recall[4];
		expect(searchModelWeights({ ...unknown, statistic }).value).toBeNull();
	});

	it('refuses no knees and no steps', () => {
		expect(() => searchModelWeights({ ...input, truth: [] })).toThrow(/0 true grades/);
		expect(() => searchModelWeights(input, { steps: 0 })).toThrow(/0 steps/);
	});
});

describe('searchGradeWeights', () => {
	it('reaches the best of all tables, found by trying every one', () => {
		const two = members.slice(1);
		const { steps, value } = gradeWeights;
		const found = searchGradeWeights({ ...input, members: two }, { steps });
		expectClose(found.value, value, 1e-12);
		expectClose(valueOf(found.table, two), value, 1e-12);
	});

	it('is at least as good as weights per model, sums to 1 in every grade and repeats itself', () => {
		const options = { steps: 8, restarts: 2, seed: 4 };
		const found = searchGradeWeights(input, options);
		expect(found.value!).toBeGreaterThanOrEqual(searchModelWeights(input, options).value!);
		expect(found.value).toBe(valueOf(found.table));
		for (let grade = 0; grade < 5; grade++) {
			const sum = found.table.reduce((all, row) => all + row[grade], 0);
			expect(sum).toBeCloseTo(1, 14);
		}
		expect(searchGradeWeights(input, options)).toEqual(found);
	});
});

describe('coordinate search', () => {
	const coordinates = { gridMembers: 1 };

	it.each(modelWeights)('finds the best of the grid in $steps steps', ({ steps, value }) => {
		expectClose(searchModelWeights(input, { steps, ...coordinates }).value, value, 1e-12);
	});

	/** Scores of 60 knees that lean to their grade more or less, by a member of its own sharpness. */
	const random = Random.fromSeed(7);
	const grades = Array.from({ length: 60 }, () => random.integer(5));
	const member = (lean: number) =>
		grades.flatMap((grade) =>
			[0, 1, 2, 3, 4].map((g) => random.uniform() + (g === grade ? lean : 0))
		);
	const six = [0.3, 0.5, 0.2, 0.4, 0, 0.1].map(member);
	const noisy = { truth: grades, members: six, statistic: balancedAccuracy, classCount: 5 };

	it('finds what trying all 126 mixtures of six members finds', () => {
		const grid = searchModelWeights(noisy, { steps: 4, gridMembers: 6 });
		const found = searchModelWeights(noisy, { steps: 4 });
		expect(found.value).toBe(grid.value);
		expect(found.value!).toBeGreaterThan(found.equalValue!);
	});

	it('is never worse than equal weights, sums to 1 and repeats itself', () => {
		const found = searchModelWeights(noisy, { restarts: 1 });
		expect(searchModelWeights(noisy, { restarts: 1 })).toEqual(found);
		expect(found.value!).toBeGreaterThanOrEqual(found.equalValue!);
		expect(found.table.reduce((sum, row) => sum + row[0], 0)).toBeCloseTo(1, 12);
		const perGrade = searchGradeWeights(noisy, { steps: 5, restarts: 1 });
		expect(perGrade.value!).toBeGreaterThanOrEqual(
			searchModelWeights(noisy, { steps: 5, restarts: 1 }).value!
		);
	});

	it('keeps equal weights where no whole steps are as good', () => {
		const scores = (knee: number, member: number) =>
			[0, 1, 2].map((g) => (knee === member ? [0.1, 0.8] : [0.35, 0.3])[Number(g === knee)]);
		const members = [0, 1, 2].map((member) => [0, 1, 2].flatMap((knee) => scores(knee, member)));
		const three = { truth: [0, 1, 2], members, statistic: balancedAccuracy, classCount: 3 };
		const found = searchModelWeights(three, { steps: 1 });
		expect(found).toMatchObject({ value: 1, equalValue: 1 });
		expect(found.table).toEqual(new Array(3).fill(new Array(3).fill(1 / 3)));
	});
});
