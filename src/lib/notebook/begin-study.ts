import type { BackendPreference } from '#lib/core/backend.ts';
import { loadStoredResults } from './load-study.ts';
import type { Study } from './study.svelte.ts';

const preferences: readonly BackendPreference[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/**
 * Stored results first, so that the page is useful at once; then the live run.
 *
 * @param query of the address; `?backend=webgpu|webgl|wasm|cpu` forces one
 * @param onStored told when the stored results are shown, or known to be absent
 */
export async function beginStudy(study: Study, query: string, onStored: () => void): Promise<void> {
	await loadStoredResults(study);
	onStored();
	const asked = new URLSearchParams(query).get('backend');
	await study.run.begin(preferences.find((name) => name === asked) ?? 'auto');
}
