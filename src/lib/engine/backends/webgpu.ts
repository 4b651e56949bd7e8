import {
	env,
	findBackendFactory,
	registerBackend,
	removeBackend,
	setBackend
} from '@tensorflow/tfjs-core';
import { pagePart } from '#lib/core/async/page-part.ts';
import type { BackendOpener } from './backend.types.ts';
import { BackendUnavailableError } from '#lib/engine/errors.ts';
import { isSoftwareRenderer } from './software-renderer.ts';

const COMPILE_ONLY = 'WEBGPU_ENGINE_COMPILE_ONLY';

/** Device limits that the backend's programs make use of, as high as the adapter allows. */
const LIMITS = [
	'maxComputeWorkgroupStorageSize',
	'maxComputeWorkgroupsPerDimension',
	'maxStorageBufferBindingSize',
	'maxBufferSize',
	'maxComputeWorkgroupSizeX',
	'maxComputeInvocationsPerWorkgroup'
] as const;

/**
 * WebGPU on a device of our own: TensorFlow.js assumes that an adapter exists and does not notice when
 * the device is lost.
 */
export const openWebGpu: BackendOpener = async (_options, forced) => {
	const adapter = await requestAdapter();
	const device = deviceName(adapter.info);
	const emulated = isFallback(adapter) || isSoftwareRenderer(device ?? '');
	if (emulated && !forced) {
		throw new BackendUnavailableError(
			`only software rendering (${device ?? 'fallback adapter'}), slower than WebAssembly.`
		);
	}

	const { WebGPUBackend } = await pagePart(
		'The WebGPU backend',
		() => import('@tensorflow/tfjs-backend-webgpu')
	);
	const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
	const gpu = await adapter.requestDevice({ requiredLimits }).catch((error: unknown) => {
		throw new BackendUnavailableError(`the graphics device refused (${String(error)}).`);
	});
	const backend = new WebGPUBackend(gpu, adapter.info);
	if (findBackendFactory('webgpu')) removeBackend('webgpu');
	registerBackend('webgpu', () => backend);
	await setBackend('webgpu');

	let closed = false;
	const lost = new Promise<string>((resolve) => {
		const report = (reason: string) => {
			if (!closed) resolve(reason);
		};
		void gpu.lost.then(({ message, reason }) => report(message || reason));
		gpu.addEventListener('uncapturederror', ({ error }) => report(error.message));
	});
	return {
		name: 'webgpu',
		device,
		accelerated: !emulated,
		batchSize: 8,
		padLastBatch: true,
		lost,
		async precompile(trace) {
			env().set(COMPILE_ONLY, true);
			try {
				trace();
				await backend.checkCompileCompletionAsync();
			} finally {
				env().set(COMPILE_ONLY, false);
			}
		},
		close() {
			closed = true;
			removeBackend('webgpu');
			gpu.destroy();
		}
	};
};

async function requestAdapter(): Promise<GPUAdapter> {
	if (typeof navigator === 'undefined' || !navigator.gpu) {
		throw new BackendUnavailableError('this browser does not offer WebGPU here.');
	}
	const adapter = await navigator.gpu
		.requestAdapter({ powerPreference: 'high-performance' })
		.catch(() => null);
	if (!adapter) throw new BackendUnavailableError('the browser gives no WebGPU adapter.');
	return adapter;
}

function isFallback(adapter: GPUAdapter): boolean {
	const { isFallbackAdapter } = adapter as { isFallbackAdapter?: boolean };
	return adapter.info.isFallbackAdapter ?? isFallbackAdapter ?? false;
}

function deviceName({ description, vendor, architecture, device }: GPUAdapterInfo): string | null {
	const parts = [vendor, architecture, device, description].filter((part) => part !== '');
	return parts.length > 0 ? [...new Set(parts)].join(' ') : null;
}
