import { expect, it } from 'vitest';
import { RunPace } from '#lib/runtime/run-pace.ts';

it('takes the speed over the last batches and the time left from it', () => {
	let now = 0;
	const pace = new RunPace(100, 2, 20, () => now);
	expect(pace.advance('a', 20, 0)).toEqual({
		model: 'a',
		done: 20,
		total: 100,
		doneAll: 20,
		totalAll: 200,
		perSecond: null,
		secondsLeft: null
	});
	now = 2000;
	expect(pace.advance('a', 30, 10)).toMatchObject({ doneAll: 30, perSecond: 5, secondsLeft: 34 });
	for (let i = 0; i < 8; i++) {
		now += 500;
		pace.advance('a', 40 + 10 * i, 10);
	}
	// The slow first batch has left the window: 10 knees in half a second.
	now += 500;
	expect(pace.advance('b', 10, 10)).toMatchObject({ doneAll: 120, perSecond: 20, secondsLeft: 4 });
});
