import { ReaderClient } from '#lib/runtime/reader-client.ts';
import { UncertaintyClient } from '#lib/runtime/uncertainty-client.ts';
import type { StudyWorkers } from './study.svelte.ts';
import type { StaticUrls } from './urls.ts';

/** The workers of a real page; each starts with its first job. */
export function browserWorkers(urls: StaticUrls): StudyWorkers {
	const uncertainty = new UncertaintyClient();
	return {
		createReader: () => new ReaderClient({ wasmPath: urls.wasm }),
		computeUncertainty: (input) => uncertainty.compute(input)
	};
}
