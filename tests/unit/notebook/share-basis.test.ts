import { describe, expect, it } from 'vitest';
import { EQUAL_SHARES } from '#lib/study/systems/grade-shares.ts';
import { ensembleBasis } from '#lib/study/systems/share-basis.ts';

const mean = {
	pool: 'sum',
	table: [[0.5], [0.5]].map((w) => Array(5).fill(w[0])),
	sumToOne: false
} as const;
const first = Float64Array.from([0.1, 0.2, 0.3, 0.3, 0.1]);
const second = Float64Array.from([0.5, 0.2, 0.1, 0.1, 0.1]);
const pooled = first.map((score, grade) => (score + second[grade]) / 2);
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
			{ scores: first, prior: EQUAL_SHARES },
			{ scores: second, prior: skewed }
		];
		const basis = ensembleBasis(members, mean, pooled)!;
		expect(basis.prior).toEqual(EQUAL_SHARES);
		// second / skewed is 1 for every grade, so that the second member says nothing.
		const expected = [0.15, 0.2, 0.25, 0.25, 0.15];
		expected.forEach((score, grade) => expect(basis.scores[grade]).toBeCloseTo(score, 12));
	});

	it('are unknown where a member that counts is, and for votes', () => {
		const known = { scores: first, prior: EQUAL_SHARES };
		expect(ensembleBasis([known, null], mean, pooled)).toBeNull();
		expect(ensembleBasis([known, known], { ...mean, pool: 'vote' }, pooled)).toBeNull();
		const alone = { ...mean, table: [Array(5).fill(1), Array(5).fill(0)] };
		expect(ensembleBasis([known, null], alone, first)?.scores).toBe(first);
	});

	it('stay unknown for knees that a member has not read', () => {
		const unread = Float64Array.from([...second, NaN, NaN, NaN, NaN, NaN]);
		const read = Float64Array.from([...first, ...first]);
		const members = [
			{ scores: read, prior: EQUAL_SHARES },
			{ scores: unread, prior: skewed }
		];
		const { scores } = ensembleBasis(members, mean, read)!;
		expect(scores[0]).not.toBeNaN();
		expect(scores[5]).toBeNaN();
	});
});
