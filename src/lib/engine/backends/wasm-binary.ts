import {
	env,
	findBackend,
	findBackendFactory,
	registerBackend,
	removeBackend,
	setBackend
} from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { asError } from '#lib/core/async/as-error.ts';
import type { BackendOptions } from './backend.types.ts';
import { BackendUnavailableError } from '#lib/engine/errors.ts';

/**
 * Where TensorFlow.js finds its binaries. It takes the list once, and looks into it with every start. The one with threads
 * must be listed but is never taken: its worker is a Blob of a function's source, which has lost its variables once minified,
 * so that a cross-origin isolated page could not start it; on few cores it gains nothing.
 */
const places: Record<string, string> = { 'tfjs-backend-wasm-threaded-simd.wasm': '' };
let placesTaken = false;

let running = false;

/**
 * Starts TensorFlow.js on WebAssembly, in one thread. Its binary is fetched by `fetchBinary` where that is given, so that a
 * failure is said in words and does not wait for ever; Node has the files.
 *
 * @returns whether it runs
 * @throws BackendUnavailableError naming the binary that could not be fetched
 */
export async function startWasm(options: BackendOptions): Promise<boolean> {
	env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
	const giveBack = running ? () => {} : await provideBinary(options);
	try {
		running = await setBackend('wasm');
	} finally {
		giveBack();
	}
	return running;
}

/** Drops an instance that broke, so that the next start makes another; tensors on it go with it. */
export function dropWasm(): void {
	running = false;
	const factory = findBackendFactory('wasm');
	const broken = findBackend('wasm');
	broken.disposeData = () => true;
	broken.dispose = () => {};
	removeBackend('wasm');
	registerBackend('wasm', factory);
}

/** @returns gives back what was fetched, once the backend has started */
async function provideBinary({ wasmPaths, fetchBinary }: BackendOptions): Promise<() => void> {
	if (!wasmPaths) return () => {};
	Object.assign(places, wasmPaths);
	const file = await fileName();
	const address = fetchBinary ? await fetched(wasmPaths[file], fetchBinary) : null;
	if (address) places[file] = address;
	if (!placesTaken) setWasmPaths(places);
	placesTaken = true;
	return () => {
		if (address) URL.revokeObjectURL(address);
	};
}

async function fetched(
	url: string,
	fetchBinary: (url: string) => Promise<Uint8Array>
): Promise<string> {
	try {
		const bytes = await fetchBinary(url);
		return URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/wasm' }));
	} catch (error) {
		throw new BackendUnavailableError(
			`its WebAssembly binary could not be loaded. ${asError(error).message}`,
			{ cause: error }
		);
	}
}

/** Which of its binaries TensorFlow.js takes here. */
async function fileName(): Promise<string> {
	const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
	return simd ? 'tfjs-backend-wasm-simd.wasm' : 'tfjs-backend-wasm.wasm';
}
