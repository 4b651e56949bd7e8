import { expect, it } from 'vitest';
import { RunPace } from '#lib/runtime/reader/run-pace.ts';

/** A clock that a test sets, in milliseconds. */
function clock() {
	const state = { now: 0 };
	return { after: (seconds: number) => (state.now += seconds * 1000), now: () => state.now };
}

it('counts readings from the first batch, and tells no time before every network has read a warm one', () => {
	const { after, now } = clock();
	const pace = new RunPace(
		new Map([
			['a', 30],
			['b', 40]
		]),
		40,
		now
	);
	expect(pace.begin('a')).toEqual({
		model: 'a',
		done: 10,
		total: 40,
		doneAll: 10,
		totalAll: 80,
		secondsPerReading: null,
		secondsLeft: null
	});
	// Ten seconds for programs and knees to come: they are not the speed.
	after(10);
	expect(pace.advance('a', 10)).toMatchObject({ done: 20, doneAll: 20, secondsLeft: null });
	after(7);
	expect(pace.advance('b', 10)).toMatchObject({ done: 10, doneAll: 30, secondsLeft: null });
	after(1);
	expect(pace.advance('a', 10)).toMatchObject({ secondsPerReading: 0.1, secondsLeft: null });
	after(2);
	// 20 knees of b at 0.2 s and 10 of a at 0.1 s.
	expect(pace.advance('b', 10)).toMatchObject({ secondsPerReading: 0.2, secondsLeft: 5 });
});

it('keeps the time left smooth when single batches are slow, and ends at zero', () => {
	const { after, now } = clock();
	const pace = new RunPace(new Map([['a', 400]]), 400, now);
	after(5);
	pace.advance('a', 10);
	let before: number | null = null;
	for (let batch = 1; batch < 40; batch++) {
		const slow = batch % 7 === 0;
		const passed = slow ? 4 : 1;
		after(passed);
		const { secondsLeft, secondsPerReading } = pace.advance('a', 10);
		expect(secondsPerReading).toBeCloseTo(0.1, 10);
		if (before !== null) expect(Math.abs(secondsLeft! - before)).toBeLessThan(slow ? 4.1 : 1.6);
		before = secondsLeft;
	}
	expect(before).toBe(0);
});

it('leaves a last, smaller batch out of the speed', () => {
	const { after, now } = clock();
	const pace = new RunPace(new Map([['a', 25]]), 25, now);
	after(3);
	pace.advance('a', 10);
	after(1);
	expect(pace.advance('a', 10)).toMatchObject({ secondsPerReading: 0.1, secondsLeft: 0.5 });
	after(1);
	expect(pace.advance('a', 5)).toMatchObject({ secondsPerReading: 0.1, secondsLeft: 0 });
});
