import { expect, it } from 'vitest';
import type { KneeRecord } from '#lib/core/records/test-set.ts';
import { readingTurns } from '#lib/runtime/reader/reading-turns.ts';

const knees = Array.from({ length: 5 }, () => ({}) as KneeRecord);
const inTwos = () => 2;

it('gives the networks turns, a batch each, so that knees are complete from the start', () => {
	expect(readingTurns({ models: ['a', 'b', 'c'], knees }, inTwos)).toEqual(
		[[0, 1], [2, 3], [4]].flatMap((rows) => ['a', 'b', 'c'].map((model) => ({ model, rows })))
	);
});

it('lets those that are behind catch up first', () => {
	const skip = { a: [0, 1, 2, 3], b: [1] };
	expect(readingTurns({ models: ['a', 'b'], knees, skip }, inTwos)).toEqual([
		{ model: 'b', rows: [0, 2] },
		{ model: 'b', rows: [3, 4] },
		{ model: 'a', rows: [4] }
	]);
});

it('takes the batch size of each network, and leaves out those that have read all', () => {
	const skip = { c: [0, 1, 2, 3, 4] };
	const sizes: Record<string, number> = { a: 4, b: 2, c: 2 };
	const turns = readingTurns({ models: ['a', 'b', 'c'], knees, skip }, (model) => sizes[model]);
	expect(turns).toEqual([
		{ model: 'a', rows: [0, 1, 2, 3] },
		{ model: 'b', rows: [0, 1] },
		{ model: 'b', rows: [2, 3] },
		{ model: 'a', rows: [4] },
		{ model: 'b', rows: [4] }
	]);
});
