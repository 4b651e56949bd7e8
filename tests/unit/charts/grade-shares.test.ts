import { describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE as scale } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import {
	distributionTable,
	gradeShares,
	largestShare,
	stackedShares
} from '#lib/charts/bars/grade-shares.ts';

it('divides by the knees of the split, and knows no share of nothing', () => {
	expect(gradeShares([2, 1, 1, 0, 0])).toEqual([0.5, 0.25, 0.25, 0, 0]);
	expect(gradeShares([0, 0])).toEqual([null, null]);
});

it('scales bars by the largest share of any split', () => {
	const splits = [
		{ name: 'a', counts: [1, 3] },
		{ name: 'b', counts: [9, 1] }
	];
	expect(largestShare(splits)).toBe(0.9);
	expect(largestShare([])).toBe(1);
});

it('stacks pieces without a gap and leaves out empty grades', () => {
	expect(stackedShares([0, 19, 0, 13, 0])).toEqual([
		{ grade: 1, count: 19, share: 19 / 32, start: 0, width: 59.375 },
		{ grade: 3, count: 13, share: 13 / 32, start: 59.375, width: 40.625 }
	]);
});

describe('distributionTable', () => {
	it('gives counts, shares and the total', () => {
		expect(
			distributionTable(scale, [{ name: 'Test', counts: [233, 88, 177, 79, 23] }]).rows[0]
		).toEqual([
			'Test',
			'233 (38.8%)',
			'88 (14.7%)',
			'177 (29.5%)',
			'79 (13.2%)',
			'23 (3.8%)',
			'600'
		]);
	});
});
