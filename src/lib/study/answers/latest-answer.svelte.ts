import { asError } from '#lib/core/async/as-error.ts';

/**
 * The answer to the question that was asked last; null while it is on its way. While one is being worked out
 * only the latest of the others waits, so that a live run cannot pile them up.
 */
export class LatestAnswer<Value> {
	#value = $state.raw<Value | null>(null);
	#failure = $state.raw<Error | null>(null);
	#next: (() => Promise<Value>) | null = null;
	/** The question whose answer is wanted; null where none is. */
	#wanted: (() => Promise<Value>) | null = null;
	#busy = false;

	get value(): Value | null {
		return this.#value;
	}

	get failure(): Error | null {
		return this.#failure;
	}

	/** Takes the place of every question before; null asks nothing. */
	async ask(question: (() => Promise<Value>) | null): Promise<void> {
		this.#next = question;
		this.#wanted = question;
		this.#value = null;
		this.#failure = null;
		if (this.#busy) return;
		this.#busy = true;
		while (this.#next) {
			const asked = this.#next;
			this.#next = null;
			try {
				const value = await asked();
				if (asked === this.#wanted) this.#value = value;
			} catch (error) {
				if (asked === this.#wanted) this.#failure = asError(error);
			}
		}
		this.#busy = false;
	}
}
