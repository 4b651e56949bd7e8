import type { BackendName } from '#lib/core/network/backend.ts';

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
	/** Images of the smallest pass, 1 by default. */
	leastImages?: number;
	/** Resolves with the reason when the device goes away by itself; never after `close`. Null where there is no device. */
	lost: Promise<string> | null;
	/** Whether the device is lost now, which may be known before `lost` says so. */
	isLost?(): boolean;
	/** Drops what broke, so that the next opening starts with nothing of it. */
	abandon?(): void;
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
