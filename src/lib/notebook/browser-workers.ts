import { ReaderClient } from '#lib/runtime/reader-client.ts';
import { wasmPaths } from '#lib/runtime/wasm-paths.ts';
import { UncertaintyClient } from '#lib/runtime/uncertainty-client.ts';
import type { StudyWorkers } from './study.svelte.ts';

/** The workers of a real page; each starts with its first job. */
export function browserWorkers(): StudyWorkers {
	const uncertainty = new UncertaintyClient();
	return {
		createReader: () => new ReaderClient({ wasmPaths: wasmPaths() }),
		computeUncertainty: (input) => uncertainty.compute(input)
	};
}
