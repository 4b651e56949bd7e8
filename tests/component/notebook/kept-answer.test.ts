import { expect, test } from 'vitest';
import { KeptAnswer } from '#lib/study/jobs/kept-answer.svelte.ts';

/** Answers when told to. */
function byHand() {
	const open: {
		question: number;
		resolve: (text: string) => void;
		reject: (why: Error) => void;
	}[] = [];
	const compute = (question: number) =>
		new Promise<string>((resolve, reject) => open.push({ question, resolve, reject }));
	return { open, latest: new KeptAnswer(compute) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('works on one question at a time and passes over those in between', async () => {
	const { open, latest } = byHand();
	for (const question of [1, 2, 3]) void latest.ask(question);
	expect(open.map(({ question }) => question)).toEqual([1]);
	expect([latest.known, latest.pending]).toEqual([null, true]);
	open[0].resolve('first');
	await settled();
	expect(open.map(({ question }) => question)).toEqual([1, 3]);
	expect(latest.known).toEqual({ question: 1, answer: 'first' });
	expect(latest.pending).toBe(true);
	open[1].resolve('third');
	await settled();
	expect(latest.known).toEqual({ question: 3, answer: 'third' });
	expect(latest.pending).toBe(false);
});

test('does not ask the same again, unless it failed', async () => {
	const { open, latest } = byHand();
	void latest.ask(1);
	void latest.ask(1);
	open[0].reject(new Error('no worker'));
	await settled();
	expect(open).toHaveLength(1);
	expect(latest.failure?.message).toBe('no worker');
	void latest.ask(1);
	open[1].resolve('now');
	await settled();
	expect([latest.failure, latest.known?.answer]).toEqual([null, 'now']);
	void latest.ask(1);
	expect(open).toHaveLength(2);
});
