import { describe, expect, it } from 'vitest';
import { ensembleScores, rescaleRows } from '#lib/core/combine/ensemble.ts';
import { geometricMean } from '#lib/core/combine/geometric-mean.ts';
import { majorityVote } from '#lib/core/combine/majority-vote.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { forEveryGrade, freeWeights, withoutMember } from '#lib/core/combine/weight-table.ts';
import { ensembleReferences } from './ensemble-reference.ts';
import { expectClose } from './fixtures.ts';
import { fromParts } from './score-cases.ts';

const { parts, weights, geometric, majority } = ensembleReferences;
const members = parts.map(fromParts);

describe('geometric mean', () => {
	it('equals scipy', () => {
		expectClose([...geometricMean(members, 5)], geometric.equal, 1e-12, 'equal');
		expectClose([...geometricMean(members, 5, weights)], geometric.weighted, 1e-12, 'weighted');
	});

	it('of one member, or with all weight on it, is that member', () => {
		expectClose([...geometricMean([members[0]], 5)], members[0], 1e-13);
		expectClose([...geometricMean(members, 5, [0, 0, 3])], members[2], 1e-13);
	});

	it('heeds one who rules a grade out', () => {
		const sure = [0, 0.6, 0.4, 0, 0];
		const other = [0.9, 0.04, 0.06, 0, 0];
		expect(argmaxRows(ensembleScores([sure, other], forEveryGrade([0.5, 0.5], 5)), 5)[0]).toBe(0);
		expectClose([...argmaxRows(geometricMean([sure, other], 5), 5)], [1], 0);
	});

	it('refuses what does not fit', () => {
		expect(() => geometricMean([], 5)).toThrow(/at least one/);
		expect(() => geometricMean([members[0], [1, 0, 0, 0, 0]], 5)).toThrow(/Model 1/);
		expect(() => geometricMean(members, 5, [0, 0, 0])).toThrow(/not all 0/);
		expect(() => geometricMean(members, 5, [1, -1, 1])).toThrow(/0 or more/);
	});
});

describe('majority vote', () => {
	const { votes, scores } = majorityVote(members, 5);

	it('equals the definition in Python, ties broken by probability, then by the lower grade', () => {
		expect([...votes]).toEqual(majority.votes);
		expect([...argmaxRows(scores, 5)]).toEqual(majority.grades);
	});

	it('has rows that sum to 1', () => {
		expectClose([...scores], [...rescaleRows(scores, 5)], 1e-15);
	});

	it('does not depend on the order of the members', () => {
		const turned = majorityVote([...members].reverse(), 5);
		expect(turned.votes).toEqual(votes);
		expect(argmaxRows(turned.scores, 5)).toEqual(argmaxRows(scores, 5));
	});

	it('lets two outvote one however sure', () => {
		const unsure = [0.2, 0.21, 0.2, 0.2, 0.19];
		const sure = [1, 0, 0, 0, 0];
		expect(argmaxRows(majorityVote([sure, unsure, unsure], 5).scores, 5)[0]).toBe(1);
	});
});

describe('weights set by hand', () => {
	it('are divided by their sum in every grade; equal where all are 0', () => {
		const { table, equalClasses } = freeWeights([
			[1, 0, 2],
			[3, 0, 0]
		]);
		expect(table).toEqual([
			[0.25, 0.5, 1],
			[0.75, 0.5, 0]
		]);
		expect(equalClasses).toEqual([1]);
		expect(forEveryGrade([1, 2], 3)).toEqual([
			[1, 1, 1],
			[2, 2, 2]
		]);
	});

	it('leave one out and keep the proportions of the others', () => {
		const table = freeWeights(forEveryGrade([2, 1, 1], 5)).table;
		expect(withoutMember(table, 1).table.map((row) => row[0])).toEqual([2 / 3, 0, 1 / 3]);
		const scores = ensembleScores(members, withoutMember(table, 0).table);
		const rest = ensembleScores(members.slice(1), freeWeights(forEveryGrade([1, 1], 5)).table);
		expectClose([...scores], [...rest], 1e-15);
	});

	it('say where the member left out was the only one with weight', () => {
		const { table, equalClasses } = withoutMember(
			[
				[1, 0.5],
				[0, 0.25],
				[0, 0.25]
			],
			0
		);
		expect(table).toEqual([
			[0, 0],
			[0.5, 0.5],
			[0.5, 0.5]
		]);
		expect(equalClasses).toEqual([0]);
	});

	it('refuse what are no weights', () => {
		expect(() => freeWeights([])).toThrow(/at least one/);
		expect(() => freeWeights([[1, 2], [1]])).toThrow(/model 1/);
		expect(() => freeWeights([[-1]])).toThrow(/0 or more/);
		expect(() => withoutMember([[1]], 0)).toThrow(/leave model 0/);
	});
});
