import { asError } from '#lib/core/async/as-error.ts';

/** Saving a file at a press: while it is made, another press does nothing; what fails is said until the next press. */
export class Saving {
	#failure = $state.raw<Error | null>(null);
	#busy = false;

	/** Why the file was not saved; null where it was, or none was asked for. */
	get failure(): Error | null {
		return this.#failure;
	}

	async save(make: () => Promise<void>): Promise<void> {
		if (this.#busy) return;
		this.#busy = true;
		this.#failure = null;
		try {
			await make();
		} catch (thrown) {
			this.#failure = asError(thrown);
		}
		this.#busy = false;
	}
}
