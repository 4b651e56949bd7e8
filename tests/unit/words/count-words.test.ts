import { expect, test } from 'vitest';
import { evenColumns } from '#lib/components/layout/even-columns.ts';
import { agreementWords } from '#lib/words/selection-words.ts';
import { networksRead, numberWord } from '#lib/words/count-words.ts';

test('numbers are words up to ten, and one network reads', () => {
	expect([0, 1, 4, 10, 11].map(numberWord)).toEqual(['none', 'one', 'four', 'ten', '11']);
	expect([1, 2, 5, 12].map(networksRead)).toEqual([
		'one network reads',
		'two networks read',
		'five networks read',
		'12 networks read'
	]);
	expect(agreementWords(4, 5)).toBe('correctly by four of the five networks');
});

test('columns make lines of about the same length, at most three', () => {
	expect([1, 2, 3, 4, 5, 6, 7, 10].map((parts) => evenColumns(parts))).toEqual([
		1, 2, 3, 2, 3, 3, 3, 3
	]);
});
