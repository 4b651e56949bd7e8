import { untrack } from 'svelte';
import { adjustSlices, type SliceComparison, type SliceResult } from '#lib/core/slices/slices.ts';
import type { Compute } from '#lib/runtime/compute/computations.ts';
import { Latest } from '#lib/study/jobs/latest.svelte.ts';
import type { SliceTest } from './tested-slices.ts';

/** Knees times slices that are asked for at once: some tenths of a second, so that other questions need not wait long. */
const ASKED_AT_ONCE = 10_000;

/** A test with its results: `comparisons[i]` is of `test.tested[i]`. */
interface TestResults {
	test: SliceTest;
	comparisons: readonly SliceComparison[];
}

export type SliceResultsState =
	| { kind: 'waiting'; compared: number; of: number | null }
	| ({ kind: 'known' } & TestResults)
	| { kind: 'failed'; error: Error };

/** Slices compared outside of the page, a few at a time. Made while a component is set up; follows the test it is given. */
export class SliceResults {
	readonly #answer = new Latest<TestResults>();
	/** The test that is wanted; another one that is on its way is given up. */
	#wanted: SliceTest | null = null;
	#compared = $state(0);

	/** @param test null asks nothing */
	constructor(compute: Compute, test: () => SliceTest | null) {
		const key = $derived(test()?.key ?? null);
		$effect(() => {
			const asked = key === null ? null : untrack(test);
			untrack(() => {
				this.#wanted = asked;
				this.#compared = 0;
				void this.#answer.set(asked && ((signal) => this.#compare(compute, asked, signal)));
			});
		});
	}

	readonly current: SliceResultsState = $derived.by(() => {
		const { value, error } = this.#answer;
		if (error) return { kind: 'failed', error };
		if (value) return { kind: 'known', ...value };
		return { kind: 'waiting', compared: this.#compared, of: this.#wanted?.tested.length ?? null };
	});

	async #compare(compute: Compute, asked: SliceTest, signal: AbortSignal): Promise<TestResults> {
		const { slices, truth } = asked.question;
		const atOnce = Math.max(1, Math.floor(ASKED_AT_ONCE / truth.length));
		const results: SliceResult[] = [];
		while (results.length < slices.length && !signal.aborted) {
			const next = slices.slice(results.length, results.length + atOnce);
			results.push(...(await compute.sliceComparisonsOf({ ...asked.question, slices: next })));
			if (!signal.aborted) this.#compared = results.length;
		}
		return { test: asked, comparisons: adjustSlices(results) };
	}
}
