import { describe, expect, it } from 'vitest';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import type { Normalisation } from '#lib/core/metrics/confusion.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { shareIntervals } from '#lib/core/statistics/share-intervals.ts';
import { wilsonInterval } from '#lib/core/statistics/wilson-interval.ts';

const random = Random.fromSeed(5);
const KNEES = 120;
const truth = Array.from({ length: KNEES }, () => random.integer(4));
const predicted = truth.map((grade) => (random.uniform() < 0.6 ? grade : random.integer(4)));
const subjects = truth.map((_, knee) => `S${random.uniform() < 0.3 ? knee : knee >> 1}`);

describe('intervals of the shares in a matrix', () => {
	it.each<[Normalisation, (knee: number, row: number, column: number) => boolean]>([
		['row', (knee, row) => truth[knee] === row],
		['none', (knee, row) => truth[knee] === row],
		['column', (knee, _, column) => predicted[knee] === column],
		['all', () => true]
	])('are those of the cell among its knees, clustered by subject: %s', (by, isMember) => {
		const intervals = shareIntervals({ truth, predicted, subjects }, by, 5);
		for (let row = 0; row < 5; row++) {
			for (let column = 0; column < 5; column++) {
				const members = [...truth.keys()].filter((knee) => isMember(knee, row, column));
				const hits = members.filter(
					(knee) => truth[knee] === row && predicted[knee] === column
				).length;
				const expected = clusteredShareInterval(
					hits,
					members.map((knee) => subjects[knee])
				);
				expect(intervals[row][column]).toEqual(expected);
			}
		}
	});

	it('are wider than of as many independent knees: three of four, of two subjects', () => {
		const knees = { truth: [0, 0, 0, 0], predicted: [0, 0, 0, 1], subjects: ['a', 'a', 'b', 'b'] };
		const [[right], [nothing]] = shareIntervals(knees, 'row', 2);
		expect(right).toEqual(wilsonInterval(1.5, 2));
		expect(nothing).toBeNull();
	});

	it('need the subject of each knee', () => {
		expect(() => shareIntervals({ truth, predicted, subjects: ['a'] }, 'row', 5)).toThrow(
			/120 knees and 1 subjects/
		);
	});
});
