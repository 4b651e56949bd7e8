import { untrack } from 'svelte';
import { asError } from '#lib/core/as-error.ts';
import type { SliceComparison } from '#lib/core/slices.ts';
import type { Compute } from '#lib/runtime/computations.ts';
import type { SliceTest } from './tested-slices.ts';

export type SliceResultsState =
	| { kind: 'waiting' }
	/** `comparisons[i]` is of `test.tested[i]`. */
	| { kind: 'known'; test: SliceTest; comparisons: readonly SliceComparison[] }
	| { kind: 'failed'; error: Error };

/**
 * Slices compared outside of the page, one question at a time: what was asked meanwhile is asked next, and only
 * the latest of it. Made while a component is set up; follows the test it is given.
 */
export class SliceResults {
	readonly #compute: Compute;
	#state = $state.raw<SliceResultsState>({ kind: 'waiting' });
	#next: SliceTest | null = null;
	#running = false;

	/** @param test null asks nothing */
	constructor(compute: Compute, test: () => SliceTest | null) {
		this.#compute = compute;
		const key = $derived(test()?.key ?? null);
		$effect(() => {
			this.#state = { kind: 'waiting' };
			this.#next = key === null ? null : untrack(test);
			void this.#run();
		});
	}

	get current(): SliceResultsState {
		return this.#state;
	}

	async #run(): Promise<void> {
		if (this.#running) return;
		this.#running = true;
		while (this.#next) {
			const test = this.#next;
			const state = await this.#answer(test);
			if (this.#next !== test) continue;
			this.#next = null;
			this.#state = state;
		}
		this.#running = false;
	}

	async #answer(test: SliceTest): Promise<SliceResultsState> {
		if (test.tested.length === 0) return { kind: 'known', test, comparisons: [] };
		try {
			const comparisons = await this.#compute.sliceComparisonsOf(test.question);
			return { kind: 'known', test, comparisons };
		} catch (error) {
			return { kind: 'failed', error: asError(error) };
		}
	}
}
