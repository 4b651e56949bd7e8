import { setBackend } from '@tensorflow/tfjs-core';
import type { BackendOpener, OpenBackend } from './backend.types.ts';
import { BackendUnavailableError } from './errors.ts';

/** Never resolves: the processor does not get lost. */
const NEVER = new Promise<string>(() => {});

/** Files the paths were last set for; TensorFlow.js takes them once only after a failure. */
let wasmPathsSet: string | null = null;

/** WebAssembly with SIMD where the browser has it, with threads where the page is cross-origin isolated. */
export const openWasm: BackendOpener = async ({ wasmPaths }) => {
	const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
	const paths = JSON.stringify(wasmPaths ?? null);
	if (wasmPaths && paths !== wasmPathsSet) {
		setWasmPaths(wasmPaths);
		wasmPathsSet = paths;
	}
	if (!(await setBackend('wasm'))) {
		throw new BackendUnavailableError(
			'its WebAssembly binary could not be loaded; check the connection and load the page again.'
		);
	}
	return processor('wasm', { batchSize: 8 });
};

/** Plain JavaScript: right but very slow. */
export const openCpu: BackendOpener = async () => {
	await import('@tensorflow/tfjs-backend-cpu');
	await setBackend('cpu');
	return processor('cpu', { batchSize: 1 });
};

function processor(name: 'wasm' | 'cpu', { batchSize }: { batchSize: number }): OpenBackend {
	return {
		name,
		device: null,
		accelerated: false,
		batchSize,
		padLastBatch: false,
		lost: NEVER,
		close: () => {}
	};
}
