import { describe, expect, it } from 'vitest';
import { ScoreTable } from '#lib/core/scores/score-table.ts';

const table = new ScoreTable(Float64Array.of(0.2, 0.5, 0.3, 1, 0, 0, 0.4, 0.1, 0.5), 3);

describe('a table of scores', () => {
	it('has as many rows as its values fill', () => {
		expect(table.rows).toBe(3);
		expect([...table.row(1)]).toEqual([1, 0, 0]);
		expect(table.at(2, 0)).toBe(0.4);
	});

	it('gathers rows in the order asked for, also twice, and copies them', () => {
		const some = table.gather([2, 0, 2]);
		expect([...some.values]).toEqual([0.4, 0.1, 0.5, 0.2, 0.5, 0.3, 0.4, 0.1, 0.5]);
		expect(some.classCount).toBe(3);
		some.values[0] = 9;
		expect(table.at(2, 0)).toBe(0.4);
		expect(table.gather([]).rows).toBe(0);
	});

	it('is of cases that nobody has read, to begin with', () => {
		const unread = ScoreTable.unread(2, 12);
		expect(unread.values).toHaveLength(24);
		expect(unread.values.every(Number.isNaN)).toBe(true);
	});

	it('refuses half a row', () => {
		expect(() => new ScoreTable(new Float64Array(7), 3)).toThrow(/7 scores .* rows of 3/);
	});
});
