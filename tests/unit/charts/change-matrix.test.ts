import { describe, expect, it } from 'vitest';
import {
	changeName,
	changeTable,
	confusionChange,
	formatChange,
	gainOf
} from '#lib/charts/change-matrix.ts';

const before = [
	[8, 2],
	[3, 7]
];
const after = [
	[9, 1],
	[5, 5]
];

describe('confusionChange', () => {
	it('subtracts cell by cell', () => {
		expect(confusionChange(before, after)).toEqual([
			[1, -1],
			[2, -2]
		]);
	});

	it('refuses matrices of different knees', () => {
		expect(() => confusionChange(before, [[9, 2], after[1]])).toThrow(
			'not of the same knees: 10 and 11 of true grade 0'
		);
	});
});

it('counts more on the diagonal and fewer off it as a gain', () => {
	expect(gainOf(2, 1, 1, 10)).toBe(0.2);
	expect(gainOf(2, 1, 0, 10)).toBe(-0.2);
	expect(gainOf(-2, 1, 0, 10)).toBe(0.2);
	expect(gainOf(1, 0, 0, 0)).toBe(0);
});

it('writes a true minus', () => {
	expect([12, -6, 0].map(formatChange)).toEqual(['+12', '\u22126', '0']);
});

it('states the result', () => {
	expect(changeName(confusionChange(before, after), 'ResNet50')).toBe(
		'Against ResNet50: 1 knee fewer read right.'
	);
	expect(changeTable(confusionChange(before, after), 'X', ['a', 'b']).rows[1]).toEqual([
		'1 b',
		'+2',
		'\u22122'
	]);
});
