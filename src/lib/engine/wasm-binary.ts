import { env, findBackend } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { asError } from '#lib/core/as-error.ts';
import type { BackendOptions } from './backend.types.ts';
import { BackendUnavailableError } from './errors.ts';

/** Where TensorFlow.js finds its binaries. It takes the list once, and looks into it with every start. */
const places: Record<string, string> = {};
let placesTaken = false;

/**
 * Tells TensorFlow.js where its WebAssembly binary is; with `fetchBinary` it is fetched here, so that a failure is said in
 * words and does not wait for ever. Nothing to do where the backend has started before, and in Node, which has the files.
 *
 * @returns gives back what was fetched, once the backend has started
 * @throws BackendUnavailableError naming the binary that could not be fetched
 */
export async function provideWasmBinary({
	wasmPaths,
	fetchBinary
}: BackendOptions): Promise<() => void> {
	if (!wasmPaths || findBackend('wasm')) return () => {};
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
	const [simd, threads] = await Promise.all([
		env().getAsync('WASM_HAS_SIMD_SUPPORT'),
		env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')
	]);
	if (!simd) return 'tfjs-backend-wasm.wasm';
	return threads ? 'tfjs-backend-wasm-threaded-simd.wasm' : 'tfjs-backend-wasm-simd.wasm';
}
