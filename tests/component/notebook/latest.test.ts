import { expect, test } from 'vitest';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';

/** A question whose answer the test gives by hand. */
function question<Value>() {
	let answer!: (value: Value) => void;
	let fail!: (error: Error) => void;
	let asked = 0;
	const later = new Promise<Value>((resolve, reject) => ([answer, fail] = [resolve, reject]));
	const ask = () => {
		asked++;
		return later;
	};
	return {
		ask,
		answer: (value: Value) => answer(value),
		fail: (e: Error) => fail(e),
		asked: () => asked
	};
}

test('only the latest question counts, and none waits but it', async () => {
	const answers = new Latest<number>();
	const [first, second, third] = [question<number>(), question<number>(), question<number>()];
	const done = answers.set(first.ask);
	void answers.set(second.ask);
	void answers.set(third.ask);
	first.answer(1);
	third.answer(3);
	await done;
	expect(answers.value).toBe(3);
	expect(second.asked()).toBe(0);
});

test('an answer that is no longer wanted when it comes is not shown', async () => {
	const answers = new Latest<number>();
	const [first, second] = [question<number>(), question<number>()];
	const done = answers.set(first.ask);
	void answers.set(null);
	first.answer(1);
	await done;
	expect(answers.value).toBeNull();
	const again = answers.set(second.ask);
	void answers.set(null);
	second.fail(new Error('Too late.'));
	await again;
	expect(answers.error).toBeNull();
});

test('a failure is told and the next question forgets it', async () => {
	const answers = new Latest<number>();
	const [first, second] = [question<number>(), question<number>()];
	const done = answers.set(first.ask);
	first.fail(new Error('The worker could not be started.'));
	await done;
	expect(answers.error?.message).toBe('The worker could not be started.');
	expect(answers.value).toBeNull();
	const again = answers.set(second.ask);
	expect(answers.error).toBeNull();
	second.answer(2);
	await again;
	expect(answers.value).toBe(2);
});

test('what begins at once stops what came before and does not wait for it', async () => {
	const latest = new Latest<number>({ atOnce: true });
	const [first, second] = [question<number>(), question<number>()];
	let stopped = false;
	void latest.set((signal) => {
		signal.addEventListener('abort', () => (stopped = true));
		return first.ask();
	});
	expect([latest.pending, stopped]).toEqual([true, false]);
	const done = latest.set(second.ask);
	expect([second.asked(), stopped]).toEqual([1, true]);
	second.answer(2);
	await done;
	first.answer(1);
	await Promise.resolve();
	expect([latest.value, latest.pending]).toEqual([2, false]);
	void latest.set(null);
	expect([latest.value, latest.pending]).toEqual([null, false]);
});

test('progress is of the latest work only, and stopping keeps what is known', async () => {
	const latest = new Latest<number, string>({ atOnce: true, keeps: true });
	await latest.set(async () => 1);
	const reports: ((progress: string) => void)[] = [];
	const never = (_: AbortSignal, report: (progress: string) => void) => {
		reports.push(report);
		return new Promise<number>(() => {});
	};
	void latest.set(never);
	reports[0]('half');
	expect([latest.value, latest.pending, latest.progress]).toEqual([1, true, 'half']);
	void latest.set(never);
	expect(latest.progress).toBeNull();
	reports[0]('nearly');
	expect(latest.progress).toBeNull();
	latest.stop();
	reports[1]('half');
	expect([latest.value, latest.pending, latest.progress]).toEqual([1, false, null]);
});
