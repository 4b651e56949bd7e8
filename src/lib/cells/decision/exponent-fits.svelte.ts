import { untrack } from 'svelte';
import { numberKey } from '#lib/core/statistics/number-key.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import {
	exponentRows,
	exponentsOf,
	whyNoExponent,
	type SystemExponent
} from '#lib/study/systems/share-exponents.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** The exponents of the shares that the validation knees ask for. Made while a component is set up. */
export class ExponentFits {
	readonly #answer = new Latest<readonly SystemExponent[]>();
	readonly #study: Study;
	/** Why none can be found, in a sentence; null where one can. */
	readonly missing: string | null = $derived.by(() => whyNoExponent(this.#study));

	constructor(study: Study) {
		this.#study = study;
		/** Changes when a score of a validation knee does by more than a live run differs behind the comma. */
		const key = $derived(
			study.systems.all
				.map((system) => {
					const rows = exponentRows(study, system);
					const scores = system.basis?.scores.gather(rows).values ?? [];
					const millionths = Array.from(scores, (score) => Math.round(1e6 * score));
					return [system.id, system.basis?.prior, numberKey(millionths)].join();
				})
				.join()
		);
		$effect(() => {
			void key;
			const question = this.missing === null ? () => exponentsOf(study, study.systems.all) : null;
			void untrack(() => this.#answer.set(question));
		});
	}

	/** Null until they are known. */
	get known(): readonly SystemExponent[] | null {
		return this.#answer.value;
	}

	get failure(): Error | null {
		return this.#answer.error;
	}
}
