import { asError } from '#lib/core/async/as-error.ts';
import type { KneeTruth } from '#lib/core/records/test-set.ts';
import type { Study } from '#lib/study/study.svelte.ts';

export type TruthState =
	| { kind: 'waiting' }
	| { kind: 'drawn'; truth: KneeTruth }
	/** A real knee: nothing was drawn into it. */
	| { kind: 'real' }
	| { kind: 'failed'; error: Error };

/** What is known of a knee as it arrives. Made while a component is set up; follows the row it is given. */
export class KneeTruthState {
	#state = $state.raw<TruthState>({ kind: 'waiting' });

	constructor(study: Study, row: () => number) {
		/** What `row` reads may change while the knee stays the same. */
		const wanted = $derived(row());
		$effect(() => {
			let stale = false;
			this.#state = { kind: 'waiting' };
			study.truthOf(wanted).then(
				(truth) => {
					if (!stale) this.#state = truth ? { kind: 'drawn', truth } : { kind: 'real' };
				},
				(thrown: unknown) => {
					if (!stale) this.#state = { kind: 'failed', error: asError(thrown) };
				}
			);
			return () => {
				stale = true;
			};
		});
	}

	get current(): TruthState {
		return this.#state;
	}

	get truth(): KneeTruth | null {
		return this.#state.kind === 'drawn' ? this.#state.truth : null;
	}
}
