import { ComputeClient } from '#lib/runtime/compute/compute-client.ts';
import { ReaderClient } from '#lib/runtime/reader/reader-client.ts';
import { wasmPaths } from '#lib/runtime/reader/wasm-paths.ts';
import { kneeMapsIn } from '#lib/runtime/maps/knee-map-client.ts';
import type { StudyWorkers } from './study.svelte.ts';

/** The workers of a real page; each starts with its first job. */
export function browserWorkers(): StudyWorkers {
	const computing = new ComputeClient('computes the intervals');
	// An image that is too large for a worker must not end what is being computed.
	const decoding = new ComputeClient('reads images');
	return {
		createReader: () => new ReaderClient({ wasmPaths: wasmPaths() }),
		compute: computing.compute,
		readOwnImage: (file, name) => decoding.compute.readOwnImage(file, name),
		watchCompute: (onMissing) => computing.watch(onMissing),
		drawKneeMap: kneeMapsIn()
	};
}
