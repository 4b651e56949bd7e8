import { expect, test } from 'vitest';
import { differingKnees } from '#lib/study/reader-mode/reading-differences.ts';

// Knees:        0  1  2  3  4  5
const own = [0, 1, 2, 3, 4, 2];
const truth = [0, 2, 2, 3, 1, 2];
const networks = [
	[0, 1, 3, 1, 2, -1],
	[0, 2, 4, 2, 4, -1],
	[0, -1, 3, 0, 4, -1]
];

test('from any network: by the mean distance, furthest first', () => {
	// Mean distances: 0, 1/2 (of two), 4/3, 2, 2/3, unknown.
	expect(differingKnees('any-network', own, truth, networks)).toEqual([3, 2, 4, 1]);
});

test('from every network that has read the knee', () => {
	expect(differingKnees('every-network', own, truth, networks)).toEqual([3, 2]);
});

test('from the label, equal distances in the order of reading', () => {
	expect(differingKnees('label', own, truth, networks)).toEqual([4, 1]);
	expect(differingKnees('label', [1, 1, 1], [0, 1, 2], [])).toEqual([0, 2]);
});
