import type { ModelResults } from '#lib/study/readings/model-results.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** The network whose features are shown: the one chosen, else the first; null where there is no network. */
export function mapNetwork({ results, view }: Study): ModelResults | null {
	return results.find(({ name }) => name === view.mapOf) ?? results[0] ?? null;
}
