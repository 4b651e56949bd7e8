import { untrack } from 'svelte';
import type { SliceComparison } from '#lib/core/slices.ts';
import type { Compute } from '#lib/runtime/computations.ts';
import { LatestAnswer } from './latest-answer.svelte.ts';
import type { SliceTest } from './tested-slices.ts';

/** A test with its results: `comparisons[i]` is of `test.tested[i]`. */
interface TestResults {
	test: SliceTest;
	comparisons: readonly SliceComparison[];
}

export type SliceResultsState =
	{ kind: 'waiting' } | ({ kind: 'known' } & TestResults) | { kind: 'failed'; error: Error };

/** Slices compared outside of the page. Made while a component is set up; follows the test it is given. */
export class SliceResults {
	readonly #answer = new LatestAnswer<TestResults>();

	/** @param test null asks nothing */
	constructor(compute: Compute, test: () => SliceTest | null) {
		const key = $derived(test()?.key ?? null);
		const results = async (asked: SliceTest): Promise<TestResults> => ({
			test: asked,
			comparisons: asked.tested.length === 0 ? [] : await compute.sliceComparisonsOf(asked.question)
		});
		$effect(() => {
			const asked = key === null ? null : untrack(test);
			void untrack(() => this.#answer.ask(asked && (() => results(asked))));
		});
	}

	readonly current: SliceResultsState = $derived.by(() => {
		const { value, failure } = this.#answer;
		if (failure) return { kind: 'failed', error: failure };
		return value ? { kind: 'known', ...value } : { kind: 'waiting' };
	});
}
