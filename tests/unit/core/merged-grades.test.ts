import { expect, it } from 'vitest';
import { confusionMatrix, total } from '#lib/core/metrics/confusion.ts';
import {
	GRADE_GROUPS,
	groupOfGrade,
	mergeConfusion,
	type Merging
} from '#lib/core/labels/merged-grades.ts';
import { Random } from '#lib/core/statistics/random.ts';

const matrix = [
	[194, 36, 3, 0, 0],
	[19, 44, 25, 0, 0],
	[3, 32, 121, 21, 0],
	[0, 0, 1, 73, 5],
	[0, 0, 0, 4, 19]
];
const mergings = Object.keys(GRADE_GROUPS) as Merging[];

it('adds up the cells of the groups', () => {
	expect(mergeConfusion(matrix, 'three')).toEqual([
		[293, 28, 0],
		[35, 121, 21],
		[0, 1, 101]
	]);
	expect(mergeConfusion(matrix, 'kl2')).toEqual([
		[293, 28],
		[35, 244]
	]);
	expect(mergeConfusion(matrix, 'none')).toEqual(matrix);
});

it.each(mergings)('%s puts every grade in one group, in order', (merging) => {
	expect(GRADE_GROUPS[merging].flatMap(({ grades }) => grades)).toEqual([0, 1, 2, 3, 4]);
	const groups = groupOfGrade(merging);
	expect(groups).toEqual(groups.toSorted((a, b) => a - b));
	expect(total(mergeConfusion(matrix, merging))).toBe(total(matrix));
});

it.each(mergings)('%s equals counting knees whose grades were replaced first', (merging) => {
	const random = Random.fromSeed(9);
	const truth = Array.from({ length: 200 }, () => random.integer(5));
	const read = Array.from({ length: 200 }, () => random.integer(5));
	const group = groupOfGrade(merging);
	const replaced = confusionMatrix(
		truth.map((grade) => group[grade]),
		read.map((grade) => group[grade]),
		GRADE_GROUPS[merging].length
	);
	expect(mergeConfusion(confusionMatrix(truth, read, 5), merging)).toEqual(replaced);
});
