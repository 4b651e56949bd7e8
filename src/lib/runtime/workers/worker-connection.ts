import { wrap, type Remote } from 'comlink';
import { asSentence } from '#lib/core/as-sentence.ts';
import { installErrorTransfer } from './error-transfer.ts';
import { isSignOfLife } from './worker-life.ts';

export type WorkerLike = Pick<
	Worker,
	'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

/** The worker ended, broke, or never began, whatever it was doing. */
export class WorkerEndedError extends Error {
	override name = 'WorkerEndedError';
}

export interface WorkerWords {
	/** What the worker does, e.g. "runs the networks". */
	task: string;
	/** What to do when it breaks. */
	remedy: string;
}

/** Seconds that a worker's program may take to be fetched and begun. */
export const START_SECONDS = 20;

/**
 * A worker and its service, from its start to its end or failure: once it breaks, all that was asked of it and ever
 * will be fails.
 */
export class WorkerConnection<Service> {
	readonly #worker: WorkerLike;
	readonly #words: WorkerWords;
	readonly #service: Remote<Service>;
	/** Rejects when the worker breaks or is closed. */
	readonly #end: Promise<never>;
	readonly #closing = new AbortController();
	#reject!: (reason: Error) => void;
	#started = false;

	/** @param startSeconds after which a worker that has not begun is given up */
	constructor(worker: WorkerLike, words: WorkerWords, startSeconds = START_SECONDS) {
		installErrorTransfer();
		this.#worker = worker;
		this.#words = words;
		this.#service = wrap<Service>(worker as Worker);
		this.#end = new Promise((_, reject) => (this.#reject = reject));
		this.#end.catch(() => {});
		worker.addEventListener('error', (event) => {
			const { message, error } = event as ErrorEvent;
			const reason = message || 'its program could not be loaded';
			this.#fail(asSentence(`failed: ${reason}`), error);
		});
		worker.addEventListener('messageerror', () =>
			this.#fail('sent a message that cannot be read.')
		);
		worker.addEventListener('message', (event) => {
			const { data } = event as MessageEvent<unknown>;
			if (isSignOfLife(data)) this.#begin(data.alive.lock);
		});
		this.#awaitStart(startSeconds);
	}

	get broken(): boolean {
		return this.#closing.signal.aborted;
	}

	/** Whether its program has begun. */
	get started(): boolean {
		return this.#started;
	}

	ask<Answer>(call: (service: Remote<Service>) => Promise<Answer>): Promise<Answer> {
		return Promise.race([call(this.#service), this.#end]);
	}

	close(reason: Error): void {
		if (this.broken) return;
		this.#closing.abort();
		this.#worker.terminate();
		this.#reject(reason);
	}

	/** Ends a worker that does not answer. */
	giveUp(): void {
		this.#fail('no longer answers.');
	}

	#fail(what: string, cause?: unknown): void {
		const { task, remedy } = this.#words;
		this.close(new WorkerEndedError(`The worker that ${task} ${what} ${remedy}`, { cause }));
	}

	/** Seconds are counted, not measured, so that a computer that slept does not pass for a slow network. */
	#awaitStart(seconds: number): void {
		let passed = 0;
		const clock = setInterval(() => {
			if (this.broken || this.#started) clearInterval(clock);
			else if (++passed >= seconds) {
				this.#fail(`did not start within ${seconds} seconds. Check the connection.`);
			}
		}, 1000);
	}

	#begin(lock: string | null): void {
		this.#started = true;
		if (lock === null) return;
		navigator.locks
			.request(lock, { signal: this.#closing.signal }, () =>
				this.#fail('ended without an error message.')
			)
			.catch(() => {});
	}
}
