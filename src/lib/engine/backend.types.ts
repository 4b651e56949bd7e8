import type { BackendName } from '#lib/core/backend.ts';

export interface BackendOptions {
	/** Where the WebAssembly binaries lie: URL by file name. Needed in browsers, not in Node. */
	wasmPaths?: Record<string, string>;
	/** Fetches such a binary; rejects with words. Without it TensorFlow.js fetches, and waits for as long as it takes. */
	fetchBinary?: (url: string) => Promise<Uint8Array>;
}

/** A backend that TensorFlow.js has been told to compute on. */
export interface OpenBackend {
	name: BackendName;
	/** The device as the browser names it; null where it does not say. */
	device: string | null;
	/** False for the processor and for graphics that the processor emulates. */
	accelerated: boolean;
	/** Images of one pass. */
	batchSize: number;
	/** Whether changing shapes cost compilation and memory, so that a last batch is padded. */
	padLastBatch: boolean;
	/** Resolves with the reason when the device goes away by itself; never after `close`. */
	lost: Promise<string>;
	/** Lets the backend compile side by side what `trace` queues, before anything runs. */
	precompile?(trace: () => void): Promise<void>;
	/** Gives the device back. Not reported as a loss. */
	close(): void;
}

/**
 * Opens a backend and makes it the current one.
 *
 * @param forced also on a device that the processor only emulates
 * @throws BackendUnavailableError with the reason in plain words
 */
export type BackendOpener = (options: BackendOptions, forced: boolean) => Promise<OpenBackend>;
