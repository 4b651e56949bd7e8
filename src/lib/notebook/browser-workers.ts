import { ReaderClient } from '#lib/runtime/reader-client.ts';
import { wasmPaths } from '#lib/runtime/wasm-paths.ts';
import { ComputeClient } from '#lib/runtime/compute-client.ts';
import type { StudyWorkers } from './study.svelte.ts';

/** The workers of a real page; each starts with its first job. */
export function browserWorkers(): StudyWorkers {
	const client = new ComputeClient();
	return {
		createReader: () => new ReaderClient({ wasmPaths: wasmPaths() }),
		compute: {
			clusteredMeans: (lists) => client.compute.clusteredMeans(lists),
			uncertaintyOf: (input) => client.compute.uncertaintyOf(input),
			votesUncertaintyOf: (input) => client.compute.votesUncertaintyOf(input),
			wrongLabelInterval: (input) => client.compute.wrongLabelInterval(input)
		}
	};
}
