import { expect, test } from 'vitest';
import { LatestAnswer } from '#lib/study/answers/latest-answer.svelte.ts';

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
	const answers = new LatestAnswer<number>();
	const [first, second, third] = [question<number>(), question<number>(), question<number>()];
	const done = answers.ask(first.ask);
	void answers.ask(second.ask);
	void answers.ask(third.ask);
	first.answer(1);
	third.answer(3);
	await done;
	expect(answers.value).toBe(3);
	expect(second.asked()).toBe(0);
});

test('an answer that is no longer wanted when it comes is not shown', async () => {
	const answers = new LatestAnswer<number>();
	const [first, second] = [question<number>(), question<number>()];
	const done = answers.ask(first.ask);
	void answers.ask(null);
	first.answer(1);
	await done;
	expect(answers.value).toBeNull();
	const again = answers.ask(second.ask);
	void answers.ask(null);
	second.fail(new Error('Too late.'));
	await again;
	expect(answers.failure).toBeNull();
});

test('a failure is told and the next question forgets it', async () => {
	const answers = new LatestAnswer<number>();
	const [first, second] = [question<number>(), question<number>()];
	const done = answers.ask(first.ask);
	first.fail(new Error('The worker could not be started.'));
	await done;
	expect(answers.failure?.message).toBe('The worker could not be started.');
	expect(answers.value).toBeNull();
	const again = answers.ask(second.ask);
	expect(answers.failure).toBeNull();
	second.answer(2);
	await again;
	expect(answers.value).toBe(2);
});
