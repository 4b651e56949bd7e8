import { expect, it } from 'vitest';
import {
	differenceCellName,
	differenceMatrixTable,
	differenceName,
	formatChange,
	formatShareChange,
	gainOf,
	shareChange
} from '#lib/charts/matrix/change-matrix.ts';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import { matrixDifference } from '#lib/core/metrics/difference-matrix.ts';

const truth = [0, 0, 0, 1, 1, 1];
const a = [0, 0, 1, 1, 1, 0];
const b = [0, 1, 0, 0, 1, 0];
const difference = matrixDifference(truth, a, b, 2);

it('counts more on the diagonal and fewer off it as a gain', () => {
	expect(gainOf(2, 1, 1, 10)).toBe(0.2);
	expect(gainOf(2, 1, 0, 10)).toBe(-0.2);
	expect(gainOf(-2, 1, 0, 10)).toBe(0.2);
	expect(gainOf(1, 0, 0, 0)).toBe(0);
});

it('writes a true minus', () => {
	expect([12, -6, 0].map(formatChange)).toEqual(['+12', '\u22126', '0']);
	expect([0.032, -0.008, 0.0001, 0, null].map(formatShareChange)).toEqual([
		'+3.2',
		'\u22120.8',
		'0.0',
		'0.0',
		'unknown'
	]);
});

it('takes shares of A minus shares of B', () => {
	const of = confusionMatrix(truth, a, 2);
	const minus = confusionMatrix(truth, b, 2);
	expect(shareChange(of, minus, 'row')[1]).toEqual([1 / 3 - 2 / 3, 2 / 3 - 1 / 3]);
	expect(shareChange(of, minus, 'column')[0]).toEqual([2 / 3 - 2 / 4, 1 / 3 - 1 / 2]);
	const onlyFirst = [
		[1, 0],
		[1, 0]
	];
	expect(shareChange(onlyFirst, of, 'column').map((row) => row[1])).toEqual([null, null]);
});

it('states the result, cell by cell too', () => {
	expect(differenceName(difference, 'X', 'Y')).toBe(
		'X minus Y: 1 more knee read correctly; 3 knees read differently.'
	);
	const name = (row: number, column: number, linked: number | null = null) =>
		differenceCellName(difference, { row, column }, linked, ['a', 'b']);
	expect(name(0, 1)).toBe('True a, read as b: 0, 1 gained and 1 lost');
	expect(name(1, 0, 1)).toBe('True b, read as a: \u22121, 0 gained and 1 lost, 1 of them selected');
	expect(differenceMatrixTable(difference, 'X', 'Y', ['a', 'b']).rows).toEqual([
		['a', '0 (+1 \u22121)', '0 (+1 \u22121)', 2],
		['b', '\u22121 (0 \u22121)', '+1 (+1 0)', 1]
	]);
	const same = matrixDifference(truth, a, a, 2);
	expect(differenceName(same, 'X', 'X')).toContain('as many knees read correctly; 0 knees');
	expect(differenceCellName(same, { row: 0, column: 0 }, null, ['a', 'b'])).toContain(
		'no knee gained or lost'
	);
});
