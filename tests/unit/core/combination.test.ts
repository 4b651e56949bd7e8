import { describe, expect, it } from 'vitest';
import { combinedScores, countedMembers, type Combination } from '#lib/core/combine/combination.ts';
import { ensembleScores } from '#lib/core/combine/ensemble.ts';
import { geometricMean } from '#lib/core/combine/geometric-mean.ts';
import { majorityVote } from '#lib/core/combine/majority-vote.ts';
import { expectClose } from './fixtures.ts';

const members = [
	[0.7, 0.1, 0.1, 0.05, 0.05, 0.1, 0.2, 0.4, 0.2, 0.1],
	[0.2, 0.5, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.4, 0.1],
	[0.1, 0.6, 0.1, 0.1, 0.1, 0.05, 0.05, 0.1, 0.7, 0.1]
];
const third = new Array<number>(5).fill(1 / 3);
const half = new Array<number>(5).fill(1 / 2);
const none = new Array<number>(5).fill(0);
const byGrade = [
	[0.5, 0.2, 0.3, 0.1, 0],
	[0.3, 0.3, 0.3, 0.1, 1],
	[0.2, 0.5, 0.4, 0.8, 0]
];

const of = (pool: Combination['pool'], table: number[][], sumToOne = false): Combination => ({
	pool,
	table,
	sumToOne
});

describe('how scores are combined', () => {
	it('is the weighted sum, the geometric mean or the vote of all that count', () => {
		expect(combinedScores(members, of('sum', byGrade))).toEqual(ensembleScores(members, byGrade));
		const equal = [third, third, third];
		expect(combinedScores(members, of('geometric', equal))).toEqual(geometricMean(members, 5));
		expect(combinedScores(members, of('vote', equal))).toEqual(majorityVote(members, 5).scores);
	});

	it('leaves out who has no weight for any grade', () => {
		const table = [half, none, half];
		expect(countedMembers(of('sum', table))).toEqual([0, 2]);
		expect(countedMembers(of('sum', byGrade))).toEqual([0, 1, 2]);
		const others = [members[0], members[2]];
		const mean = others[0].map((p, i) => (p + others[1][i]) / 2);
		expectClose([...combinedScores(others, of('sum', table))], mean, 1e-15);
		expect(combinedScores(others, of('geometric', table))).toEqual(geometricMean(others, 5));
		expect(combinedScores(others, of('vote', table))).toEqual(majorityVote(others, 5).scores);
	});

	it('sums to 1 only where asked for, in the same order', () => {
		const plain = combinedScores(members, of('sum', byGrade));
		const rescaled = combinedScores(members, of('sum', byGrade, true));
		const sum = (scores: Float64Array, from: number) =>
			scores.subarray(from, from + 5).reduce((a, b) => a + b);
		expect(sum(plain, 0)).not.toBeCloseTo(1, 3);
		for (const from of [0, 5]) {
			expect(sum(rescaled, from)).toBeCloseTo(1, 14);
			const ratios = [0, 1, 2, 3, 4].map((c) => rescaled[from + c] / plain[from + c]);
			ratios.forEach((ratio) => expect(ratio).toBeCloseTo(ratios[0], 12));
		}
	});
});
