import { expect, it } from 'vitest';
import { shuffledPartners } from '#lib/core/checks/shuffled-partners.ts';

const groups = Array.from({ length: 31 }, (_, i) => (i % 3 === 0 ? 'L' : 'R'));

it('gives every item another one of its group, each exactly once', () => {
	for (const seed of [0, 1, 2, 3]) {
		const partners = shuffledPartners(groups, seed);
		partners.forEach((partner, i) => {
			expect(partner).not.toBe(i);
			expect(groups[partner!]).toBe(groups[i]);
		});
		expect([...partners].sort((a, b) => a! - b!)).toEqual([...groups.keys()]);
	}
});

it('is the same for the same seed and another for another', () => {
	expect(shuffledPartners(groups, 5)).toEqual(shuffledPartners(groups, 5));
	expect(shuffledPartners(groups, 5)).not.toEqual(shuffledPartners(groups, 6));
});

it('draws every partner about equally often', () => {
	const drawn = [0, 0, 0, 0, 0];
	for (let seed = 0; seed < 2000; seed++) drawn[shuffledPartners(Array(5).fill('L'), seed)[0]!]++;
	expect(drawn[0]).toBe(0);
	for (const count of drawn.slice(1)) expect(Math.abs(count - 500)).toBeLessThan(100);
});

it('has no partner for an item that is alone', () => {
	expect(shuffledPartners(['L', 'R', 'R'], 1)).toEqual([null, 2, 1]);
	expect(shuffledPartners([], 1)).toEqual([]);
});
