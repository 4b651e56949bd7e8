import { describe, expect, it } from 'vitest';
import { confusionMatrix, rowTotals } from '#lib/core/metrics/confusion.ts';
import { changeAt, matrixDifference } from '#lib/core/metrics/difference-matrix.ts';
import { Random } from '#lib/core/statistics/random.ts';

describe('matrixDifference', () => {
	it('keeps apart what cancels out', () => {
		const { gained, lost, net } = matrixDifference([0, 0, 1, 1], [0, 1, 1, 0], [1, 0, 1, 1], 2);
		expect(gained).toEqual([
			[1, 1],
			[1, 0]
		]);
		expect(lost).toEqual([
			[1, 1],
			[0, 1]
		]);
		expect(net).toEqual([
			[0, 0],
			[1, -1]
		]);
	});

	it('is the one confusion matrix minus the other, and every knee that moved is in two cells', () => {
		const random = Random.fromSeed(4);
		const grades = () => Array.from({ length: 300 }, () => random.integer(5));
		const [truth, a, b] = [grades(), grades(), grades()];
		const { gained, lost, net } = matrixDifference(truth, a, b, 5);
		const of = confusionMatrix(truth, a, 5);
		const minus = confusionMatrix(truth, b, 5);
		expect(net).toEqual(of.map((row, t) => row.map((count, r) => count - minus[t][r])));
		const moved = truth.filter((_, i) => a[i] !== b[i]).length;
		expect(gained.flat().reduce((x, y) => x + y)).toBe(moved);
		expect(rowTotals(gained)).toEqual(rowTotals(lost));
		const back = matrixDifference(truth, b, a, 5);
		expect(back.gained).toEqual(lost);
		expect(back.lost).toEqual(gained);
	});

	it('refuses lists of different length and grades that do not exist', () => {
		expect(() => matrixDifference([0], [0, 1], [0], 5)).toThrow('equally long');
		expect(() => matrixDifference([0], [5], [0], 5)).toThrow('position 0 is 5');
		expect(() => matrixDifference([0], [-1], [0], 5)).toThrow('position 0 is -1');
	});
});

it('says what a knee is to a cell', () => {
	expect(changeAt(1, 1, 2)).toBe('gained');
	expect(changeAt(2, 1, 2)).toBe('lost');
	expect(changeAt(0, 1, 2)).toBeNull();
	expect(changeAt(1, 1, 1)).toBeNull();
});
