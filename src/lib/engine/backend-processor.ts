import { setBackend } from '@tensorflow/tfjs-core';
import { pagePart } from '#lib/core/page-part.ts';
import type { BackendOpener, OpenBackend } from './backend.types.ts';
import { BackendUnavailableError } from './errors.ts';

/** Never resolves: the processor does not get lost. */
const NEVER = new Promise<string>(() => {});

/** WebAssembly with SIMD where the browser has it, in one thread. */
export const openWasm: BackendOpener = async (options) => {
	const { startWasm } = await pagePart('The WebAssembly backend', () => import('./wasm-binary.ts'));
	if (await startWasm(options)) return processor('wasm', { batchSize: 8 });
	throw new BackendUnavailableError(
		'its WebAssembly binary could not be loaded; check the connection and load the page again.'
	);
};

/** Plain JavaScript: right but very slow. */
export const openCpu: BackendOpener = async () => {
	await pagePart('The backend of plain JavaScript', () => import('@tensorflow/tfjs-backend-cpu'));
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
