import {
	backend,
	getKernel,
	memory,
	registerKernel,
	unregisterKernel
} from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BackendName } from '#lib/core/network/backend.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import { Engine } from '#lib/engine/engine.ts';
import { DeviceLostError } from '#lib/engine/errors.ts';
import { goldenImages, goldenNetwork } from '#lib/engine/backends/golden-network.ts';
import { gradCam } from '#lib/engine/attribution/grad-cam.ts';
import { Network } from '#lib/engine/run/network.ts';
import { wasmUrls } from '#lib/engine/backends/wasm-urls.ts';
import { fetchSlimInput, fetchSlimNetwork, largestDifference } from './browser-fixtures.ts';

const engine = new Engine();
afterEach(() => engine.dispose());

/** The slim ResNet50 on 96 x 96 pixels, since emulated graphics are slow; leaks no tensor. */
async function readSmallImage(preference: BackendName): Promise<ExplainedReadings> {
	await engine.start(preference, { wasmPaths: wasmUrls });
	const graph = { ...(await fetchSlimNetwork('resnet50')), inputShape: [96, 96, 3] as const };
	const image = (await fetchSlimInput(1)).subarray(0, 96 * 96 * 3);
	const before = memory().numTensors;
	const network = Network.compile(graph, 'tf', {
		batchSize: 1,
		padLastBatch: true,
		methods: [gradCam]
	});
	const readings = await network.readAndExplainPreprocessed(image, 1, 'grad-cam');
	network.dispose();
	expect(memory().numTensors).toBe(before);
	return readings;
}

describe.each(['webgpu', 'webgl'] as const)('%s, forced on emulated graphics', (name) => {
	it('passes the self-test and says that it is not accelerated', async () => {
		const report = await engine.start(name);
		expect(report).toMatchObject({ backend: name, accelerated: false, passedOver: [] });
		expect(report.device).toMatch(/swiftshader/i);
		expect(report.selfTestError).toBeLessThan(1e-3);
	});

	it('reads with a slim network what WebAssembly reads', async () => {
		const expected = await readSmallImage('wasm');
		const readings = await readSmallImage(name);
		for (const key of ['logits', 'probabilities'] as const) {
			const difference = largestDifference(readings.readings[key], expected.readings[key]);
			expect(difference).toBeLessThan(2e-3);
		}
		expect(largestDifference(readings.maps.values, expected.maps.values)).toBeLessThan(2e-3);
	});

	it('compiles, reads, and can be started again after it was given back', async () => {
		const onLost = vi.fn();
		for (let round = 0; round < 2; round++) {
			await engine.start(name, { onLost });
			await engine.compile('one', goldenNetwork(), 'caffe');
			const { count } = await engine.read('one', goldenImages(), 2);
			expect(count).toBe(2);
			await engine.dispose();
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(onLost).not.toHaveBeenCalled();
	});
});

describe('a backend with a wrong kernel', () => {
	it('is not trusted', async () => {
		await engine.start('webgpu');
		const kernel = getKernel('AvgPool', 'webgpu')!;
		const maximum = getKernel('MaxPool', 'webgpu')!;
		unregisterKernel('AvgPool', 'webgpu');
		registerKernel({ ...kernel, kernelFunc: maximum.kernelFunc });
		try {
			await expect(engine.start('webgpu')).rejects.toThrow(
				/webgpu: gives wrong numbers: .* deviates by/
			);
			expect(engine.report).toBeNull();
		} finally {
			unregisterKernel('AvgPool', 'webgpu');
			registerKernel(kernel);
		}
	});
});

describe('a lost device', () => {
	it('is what every error of WebGPU means once it is lost, though others come first', async () => {
		await engine.start('webgpu');
		await engine.compile('one', goldenNetwork(), 'caffe');
		(backend() as WebGPUBackend).device.destroy();
		const compiling = engine.compile('two', goldenNetwork(), 'caffe');
		await expect(compiling).rejects.toThrow(DeviceLostError);
		await expect(engine.read('one', goldenImages(), 2)).rejects.toThrow(DeviceLostError);
	});

	it('of WebGL gives no reading of what was in progress', async () => {
		await engine.start('webgl');
		await engine.compile('one', goldenNetwork(), 'caffe');
		const { gl } = (backend() as MathBackendWebGL).gpgpu;
		const reading = engine.read('one', goldenImages(), 2);
		gl.getExtension('WEBGL_lose_context')!.loseContext();
		await expect(reading).rejects.toThrow(DeviceLostError);
		await expect(engine.read('one', goldenImages(), 2)).rejects.toThrow(DeviceLostError);
		await engine.start('webgl');
		await engine.compile('one', goldenNetwork(), 'caffe');
		expect((await engine.read('one', goldenImages(), 2)).count).toBe(2);
	});

	it('ends the work in progress, is reported once, and the engine can start again', async () => {
		const onLost = vi.fn();
		await engine.start('webgpu', { onLost });
		await engine.compile('one', goldenNetwork(), 'caffe');
		const reading = engine.read('one', goldenImages(), 2);
		(backend() as WebGPUBackend).device.destroy();
		await expect(reading).rejects.toThrow(DeviceLostError);
		await expect(engine.read('one', goldenImages(), 2)).rejects.toThrow('try again to go on');
		expect(onLost).toHaveBeenCalledTimes(1);

		await engine.start('wasm', { wasmPaths: wasmUrls });
		await engine.compile('one', goldenNetwork(), 'caffe');
		expect((await engine.read('one', goldenImages(), 2)).count).toBe(2);
	});
});
