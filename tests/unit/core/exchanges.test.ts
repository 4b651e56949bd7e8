import { expect, it } from 'vitest';
import { allExchanges, drawExchanges, MOST_ENUMERATED } from '#lib/core/comparison/exchanges.ts';
import { Random } from '#lib/core/statistics/random.ts';

const bitOf = (bits: Uint32Array, words: number, exchange: number, subject: number) =>
	(bits[exchange * words + (subject >>> 5)] >>> (subject & 31)) & 1;

it('exchanges that are drawn are successive words of the generator', () => {
	const random = Random.fromSeed(7);
	const words = Array.from({ length: 12 }, () => random.uint32());
	const { bits, count, exact } = drawExchanges(70, 4, { seed: 7 });
	expect([...bits]).toEqual(words);
	expect([count, exact]).toEqual([4, false]);
	expect([...drawExchanges(70, 2, { seed: 7, from: 2 }).bits]).toEqual(words.slice(6));
});

it('exchange about half of the subjects', () => {
	const { bits } = drawExchanges(64, 500, { seed: 1 });
	const set = bits.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0);
	expect(Math.abs(set / (64 * 500) - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / (64 * 500)));
});

it('all exchanges of some subjects are each there once, of mirrored ones one', () => {
	const among = [2, 33, 40, 64];
	const { bits, count } = allExchanges(70, among)!;
	const rows = Array.from({ length: count }, (_, r) =>
		Array.from({ length: 70 }, (_, i) => bitOf(bits, 3, r, i)).join('')
	);
	expect(new Set(rows).size).toBe(7);
	for (const row of rows) {
		expect(row).toContain('1');
		expect([...row].every((bit, i) => bit === '0' || among.slice(0, 3).includes(i))).toBe(true);
	}
	expect(allExchanges(70, [])).toMatchObject({ count: 0, exact: true });
	const most = Math.log2(MOST_ENUMERATED) + 1;
	const many = Array.from({ length: most + 1 }, (_, i) => i);
	expect(allExchanges(70, many.slice(1))!.count).toBe(MOST_ENUMERATED - 1);
	expect(allExchanges(70, many)).toBeNull();
});
