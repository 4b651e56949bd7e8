import { asError } from '#lib/core/async/as-error.ts';

/** Stops early where its signal is aborted: what it reports and brings then is dropped. */
export type Work<Value, Progress = never> = (
	signal: AbortSignal,
	report: (progress: Progress) => void
) => Promise<Value>;

interface LatestOptions {
	/** Begins at once, beside what was asked before; else one is worked on at a time, and only the latest of the others waits. */
	atOnce?: boolean;
	/** Keeps the value until the next one is there. */
	keeps?: boolean;
}

/** What the latest work brings, and how far it is. Whatever was asked before it is told to stop. */
export class Latest<Value, Progress = never> {
	readonly #atOnce: boolean;
	readonly #keeps: boolean;
	#value = $state.raw<Value | null>(null);
	#error = $state.raw<Error | null>(null);
	#pending = $state(false);
	#progress = $state.raw<Progress | null>(null);
	#wanted: AbortController | null = null;
	#next: (() => Promise<void>) | null = null;
	#busy = false;

	constructor({ atOnce = false, keeps = false }: LatestOptions = {}) {
		this.#atOnce = atOnce;
		this.#keeps = keeps;
	}

	/** Null while it is on its way, unless the one before is kept. */
	get value(): Value | null {
		return this.#value;
	}

	/** Why the latest work brought nothing. */
	get error(): Error | null {
		return this.#error;
	}

	/** Whether the latest work waits or is under way. */
	get pending(): boolean {
		return this.#pending;
	}

	/** What the latest work reported last; null before it reports and once it is over. */
	get progress(): Progress | null {
		return this.#progress;
	}

	/** Takes the place of all work before; null asks for nothing and forgets the value. */
	async set(work: Work<Value, Progress> | null): Promise<void> {
		this.stop();
		if (!this.#keeps || !work) this.#value = null;
		if (!work) return;
		this.#pending = true;
		const { signal } = (this.#wanted = new AbortController());
		const begin = () => this.#do(work, signal);
		if (this.#atOnce) return begin();
		this.#next = begin;
		if (this.#busy) return;
		this.#busy = true;
		while (this.#next) {
			const next = this.#next;
			this.#next = null;
			await next();
		}
		this.#busy = false;
	}

	/** Ends the work without a new one; what is known stays. */
	stop(): void {
		this.#wanted?.abort();
		this.#wanted = null;
		this.#next = null;
		this.#error = null;
		this.#pending = false;
		this.#progress = null;
	}

	async #do(work: Work<Value, Progress>, signal: AbortSignal): Promise<void> {
		try {
			const value = await work(signal, (progress) => {
				if (!signal.aborted) this.#progress = progress;
			});
			const late = this.#keeps && !this.#atOnce && this.#wanted !== null;
			if (!signal.aborted || late) this.#value = value;
		} catch (thrown) {
			if (!signal.aborted) this.#error = asError(thrown);
		}
		if (signal.aborted) return;
		this.#pending = false;
		this.#progress = null;
	}
}
