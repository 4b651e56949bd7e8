import { describe, expect, it } from 'vitest';
import {
	agreementPatterns,
	isRightIn,
	patternsAmong,
	rightMembers
} from '#lib/core/metrics/agreement-patterns.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { explorationReferences } from './exploration-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { truth, parts, agreement: expected } = explorationReferences;
const members = parts.map(fromParts);
const found = agreementPatterns(
	truth,
	members,
	members.map((p) => argmaxRows(p, 5)),
	5
);

describe('agreementPatterns', () => {
	it('equals numpy and the entropies of scipy', () => {
		expect([...found.right]).toEqual(expected.right);
		expect([...found.alone]).toEqual(expected.alone);
		expectClose([...found.divergence], expected.divergence, 1e-14, 'divergence');
		expectClose([...found.expectedGradeGap], expected.expectedGradeGap, 1e-14, 'gap');
		expect(found.knees.length).toBe(4);
		found.knees.forEach((count, k) =>
			expect(count).toBe(expected.right.filter((right) => right === k).length)
		);
	});

	it('names who is alone, right or not', () => {
		const certain = (grade: number) => [0, 1, 2, 3, 4].map((g) => (g === grade ? 1 : 0));
		const of = (...read: number[]) =>
			agreementPatterns(
				[2],
				read.map(certain),
				read.map((g) => [g]),
				5
			);
		expect(of(2, 2, 3)).toMatchObject({ right: new Uint8Array([2]), alone: new Int8Array([2]) });
		expect(of(2, 1, 1)).toMatchObject({ right: new Uint8Array([1]), alone: new Int8Array([0]) });
		expect(of(1, 3, 1)).toMatchObject({ right: new Uint8Array([0]), alone: new Int8Array([1]) });
		expect([of(0, 1, 2).alone[0], of(2, 2, 2).alone[0], of(1, 2).alone[0]]).toEqual([-1, -1, -1]);
		expect(of(0, 2, 4).divergence[0]).toBeCloseTo(Math.log(3), 14);
		expect(of(0, 2, 4).expectedGradeGap[0]).toBe(4);
		expect(of(3, 3, 3).divergence[0]).toBe(0);
	});

	it('refuses lists that do not fit together', () => {
		expect(() => agreementPatterns([1], members, [[1], [1], [1]], 5)).toThrow(/Agreement needs/);
		expect(() => agreementPatterns(truth, members, [truth], 5)).toThrow(/Agreement needs/);
	});
});

describe('rightMembers', () => {
	const grades = members.map((p) => argmaxRows(p, 5));
	const masks = rightMembers(truth, grades);

	it('has a bit for each member that is right, as many as are counted', () => {
		masks.forEach((mask, i) => {
			expect([1, 2, 4].map((bit) => (mask & bit) > 0)).toEqual(
				grades.map((list) => list[i] === truth[i])
			);
		});
		expect(new Set(masks).size).toBe(8);
	});

	it('tells as many members apart as a float has digits, and refuses more', () => {
		const lists = Array.from({ length: 53 }, (_, m) => [m % 5 === 0 ? 1 : 0]);
		const [pattern] = rightMembers([1], lists);
		expect(lists.map((_, m) => isRightIn(pattern, m))).toEqual(lists.map(([grade]) => grade === 1));
		expect(rightMembers([1], new Array(53).fill([1]))[0]).toBe(2 ** 53 - 1);
		expect(() => rightMembers([1], new Array(54).fill([1]))).toThrow(/at most 53/);
	});
});

describe('patternsAmong', () => {
	it('lists every pattern of three members and those that occur of more', () => {
		expect(patternsAmong([5, 5, 0], 3)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
		expect(patternsAmong([2 ** 40 + 1, 5, 0, 5], 41)).toEqual([0, 5, 2 ** 40 + 1]);
	});
});
