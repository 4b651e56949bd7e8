import { asError } from '#lib/core/as-error.ts';

/** The answer to the latest of several questions; while it is on its way the old one is not shown. */
export class LatestAnswer<Answer> {
	#latest = 0;
	#known = $state.raw<Answer | null>(null);
	#failure = $state.raw<Error | null>(null);

	/** Null while it is not known. */
	get known(): Answer | null {
		return this.#known;
	}

	get failure(): Error | null {
		return this.#failure;
	}

	/** Takes the place of every question before; null asks nothing. */
	async ask(question: (() => Promise<Answer>) | null): Promise<void> {
		const request = ++this.#latest;
		this.#known = null;
		this.#failure = null;
		if (!question) return;
		try {
			const answer = await question();
			if (request === this.#latest) this.#known = answer;
		} catch (error) {
			if (request === this.#latest) this.#failure = asError(error);
		}
	}
}
