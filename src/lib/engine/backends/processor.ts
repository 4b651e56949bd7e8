import { setBackend } from '@tensorflow/tfjs-core';
import { pagePart } from '#lib/core/async/page-part.ts';
import type { BackendOpener, OpenBackend } from './backend.types.ts';
import { BackendUnavailableError } from '#lib/engine/errors.ts';

/** Of a single image WebAssembly runs out of memory in some narrow layers. */
const LEAST_IMAGES = 2;

/** WebAssembly with SIMD where the browser has it, in one thread. */
export const openWasm: BackendOpener = async (options) => {
	const { dropWasm, startWasm } = await pagePart(
		'The WebAssembly backend',
		() => import('./wasm-binary.ts')
	);
	if (await startWasm(options)) {
		return { ...processor('wasm', 8), leastImages: LEAST_IMAGES, abandon: dropWasm };
	}
	throw new BackendUnavailableError(
		'its WebAssembly binary could not be loaded; check the connection and reload the page.'
	);
};

/** Plain JavaScript: right but very slow. */
export const openCpu: BackendOpener = async () => {
	await pagePart('The plain JavaScript backend', () => import('@tensorflow/tfjs-backend-cpu'));
	await setBackend('cpu');
	return processor('cpu', 1);
};

function processor(name: 'wasm' | 'cpu', batchSize: number): OpenBackend {
	return {
		name,
		device: null,
		accelerated: false,
		batchSize,
		padLastBatch: false,
		lost: null,
		close: () => {}
	};
}
