import type { ModelResults } from './model-results.svelte.ts';
import type { Study } from './study.svelte.ts';

/** The network whose features are shown: the one chosen, else the first; null where there is no network. */
export function mapNetwork({ results, view }: Study): ModelResults | null {
	return results.find(({ name }) => name === view.mapOf) ?? results[0] ?? null;
}
