import type { BackendPreference } from '#lib/core/network/backend.ts';
import type { Study } from './study.svelte.ts';

const preferences: readonly BackendPreference[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** How long what needs no stored results lets them go first. */
const HEAD_START_MS = 5000;

/**
 * Stored results first, so that the page is useful at once. The live run begins once it is known of which networks there are
 * any, since it reads more knees where there are none; it does not wait for their heat maps.
 *
 * @param query of the address; `?backend=webgpu|webgl|wasm|cpu` forces one
 * @param onRest told when the rest of the page may come: stored results are shown, known to be absent, or slow
 */
export async function beginStudy(study: Study, query: string, onRest: () => void): Promise<void> {
	const asked = new URLSearchParams(query).get('backend');
	const preference = preferences.find((name) => name === asked) ?? 'auto';
	study.run.prefer(preference);
	const slow = setTimeout(onRest, HEAD_START_MS);
	await new Promise<void>((resolve) => void study.stored.fetch(resolve));
	clearTimeout(slow);
	onRest();
	await study.run.begin(preference);
}
