import { ComputeClient } from '#lib/runtime/compute-client.ts';
import { ReaderClient } from '#lib/runtime/reader-client.ts';
import { wasmPaths } from '#lib/runtime/wasm-paths.ts';
import { kneeMapsIn } from '#lib/runtime/knee-map-client.ts';
import type { StudyWorkers } from './study.svelte.ts';

/** The workers of a real page; each starts with its first job. */
export function browserWorkers(): StudyWorkers {
	const computing = new ComputeClient();
	return {
		createReader: () => new ReaderClient({ wasmPaths: wasmPaths() }),
		compute: computing.compute,
		watchCompute: (onMissing) => computing.watch(onMissing),
		drawKneeMap: kneeMapsIn()
	};
}
