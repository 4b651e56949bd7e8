import { describe, expect, it } from 'vitest';
import { ScoreTable } from '#lib/core/scores/score-table.ts';
import { ensembleBasis } from '#lib/study/systems/share-basis.ts';

const EQUAL = [0.2, 0.2, 0.2, 0.2, 0.2];
const table = (...scores: number[]) => new ScoreTable(Float64Array.from(scores), 5);
const mean = {
	pool: 'sum',
	table: [[0.5], [0.5]].map((w) => Array(5).fill(w[0])),
	sumToOne: false
} as const;
const first = table(0.1, 0.2, 0.3, 0.3, 0.1);
const second = table(0.5, 0.2, 0.1, 0.1, 0.1);
const pooled = table(0.3, 0.2, 0.2, 0.2, 0.1);
const skewed = [0.5, 0.2, 0.1, 0.1, 0.1];

describe('what an ensemble is converted from', () => {
	it('are its own scores where all members are for the same shares', () => {
		const members = [first, second].map((scores) => ({ scores, prior: [...skewed] }));
		const basis = ensembleBasis(members, mean, pooled)!;
		expect(basis.scores).toBe(pooled);
		expect(basis.prior).toEqual(skewed);
	});

	it('are scores of members made for equal shares where these differ', () => {
		const members = [
			{ scores: first, prior: EQUAL },
			{ scores: second, prior: skewed }
		];
		const basis = ensembleBasis(members, mean, pooled)!;
		expect(basis.prior).toEqual(EQUAL);
		// second / skewed is 1 for every grade, so that the second member says nothing.
		const expected = [0.15, 0.2, 0.25, 0.25, 0.15];
		expected.forEach((score, grade) => expect(basis.scores.at(0, grade)).toBeCloseTo(score, 12));
	});

	it('are unknown where a member that counts is, and for votes', () => {
		const known = { scores: first, prior: EQUAL };
		expect(ensembleBasis([known, null], mean, pooled)).toBeNull();
		expect(ensembleBasis([known, known], { ...mean, pool: 'vote' }, pooled)).toBeNull();
		const alone = { ...mean, table: [Array(5).fill(1), Array(5).fill(0)] };
		expect(ensembleBasis([known, null], alone, first)?.scores).toBe(first);
	});

	it('stay unknown for knees that a member has not read', () => {
		const unread = table(...second.values, NaN, NaN, NaN, NaN, NaN);
		const read = table(...first.values, ...first.values);
		const members = [
			{ scores: read, prior: EQUAL },
			{ scores: unread, prior: skewed }
		];
		const { scores } = ensembleBasis(members, mean, read)!;
		expect(scores.at(0, 0)).not.toBeNaN();
		expect(scores.at(1, 0)).toBeNaN();
	});
});
