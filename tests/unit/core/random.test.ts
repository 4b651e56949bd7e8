import { describe, expect, it } from 'vitest';
import { Random } from '#lib/core/statistics/random.ts';
import { fixture } from './fixtures.ts';

const reference = fixture<{
	fromState: { state: [number, number, number, number]; words: number[] };
	fromSeed: { seed: number; words: number[] }[];
}>('random.json');

function words(random: Random, count: number): number[] {
	return Array.from({ length: count }, () => random.uint32());
}

describe('Random', () => {
	it('gives the words of the xoshiro128** reference code', () => {
		const { state, words: expected } = reference.fromState;
		expect(words(new Random(state), expected.length)).toEqual(expected);
	});

	it.each(reference.fromSeed)('is filled from seed $seed by SplitMix32', (expected) => {
		const random = Random.fromSeed(expected.seed);
		expect(words(random, expected.words.length)).toEqual(expected.words);
	});

	it.each(['integer', 'fastInteger'] as const)('draws whole numbers evenly: %s', (draw) => {
		const random = Random.fromSeed(5);
		const counts = new Array<number>(7).fill(0);
		for (let i = 0; i < 70_000; i++) counts[random[draw](7)]++;
		const chiSquare = counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
		// 99.99 % point of the chi-square distribution with 6 degrees of freedom.
		expect(chiSquare).toBeLessThan(27.86);
	});

	it('has no modulo bias where the range does not divide 2^32', () => {
		const below = 3 * 2 ** 30;
		const random = Random.fromSeed(6);
		let lowest = 0;
		for (let i = 0; i < 30_000; i++) if (random.integer(below) < 2 ** 30) lowest++;
		// A third of the draws; taking words modulo 3 * 2^30 would give a half.
		expect(Math.abs(lowest / 30_000 - 1 / 3)).toBeLessThan(0.015);
	});

	it('stays in [0, 1)', () => {
		const random = Random.fromSeed(7);
		const values = Array.from({ length: 10_000 }, () => random.uniform());
		expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...values)).toBeLessThan(1);
		expect(values.reduce((a, b) => a + b, 0) / values.length).toBeCloseTo(0.5, 1);
	});

	it('refuses what it cannot do', () => {
		expect(() => Random.fromSeed(-1)).toThrow(/seed is -1/);
		expect(() => Random.fromSeed(0.5)).toThrow(/seed is 0.5/);
		expect(() => new Random([0, 0, 0, 0])).toThrow(/all zero/);
		expect(() => Random.fromSeed(1).integer(0)).toThrow(/below 0/);
	});
});
