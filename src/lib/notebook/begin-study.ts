import type { BackendPreference } from '#lib/core/backend.ts';
import { loadStoredResults } from './load-study.ts';
import type { Study } from './study.svelte.ts';

const preferences: readonly BackendPreference[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/**
 * Stored results first, so that the page is useful at once; then the live run.
 *
 * @param query of the address; `?backend=webgpu|webgl|wasm|cpu` forces one
 */
export async function beginStudy(study: Study, query: string): Promise<void> {
	await loadStoredResults(study);
	const asked = new URLSearchParams(query).get('backend');
	await study.run.begin(preferences.find((name) => name === asked) ?? 'auto');
}
