import {
	backend,
	getKernel,
	memory,
	registerKernel,
	unregisterKernel,
	type TensorInfo
} from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import {
	BackendFailedError,
	EngineStateError,
	NoBackendError,
	UnsupportedNetworkError
} from '#lib/engine/errors.ts';
import { GOLDEN_LOGITS } from '#lib/engine/backends/golden-answer.ts';
import { goldenImages, goldenNetwork } from '#lib/engine/backends/golden-network.ts';

const engine = new Engine();
afterEach(() => engine.dispose());

describe('Engine in Node', () => {
	it('passes over what Node lacks and says why', async () => {
		const report = await engine.start('auto');
		expect(report).toMatchObject({ backend: 'wasm', accelerated: false });
		expect(report.passedOver.map(({ backend }) => backend)).toEqual(['webgpu', 'webgl']);
		for (const { reason } of report.passedOver) expect(reason).toContain('does not offer');
		expect(report.selfTestError).toBeGreaterThan(0);
		expect(report.selfTestError).toBeLessThan(1e-4);
		expect(engine.report).toEqual(report);
	});

	it('does not run something else where one backend was asked for', async () => {
		await expect(engine.start('webgpu')).rejects.toThrow(NoBackendError);
		await expect(engine.start('webgl')).rejects.toThrow(
			'webgl: this browser does not offer WebGL 2'
		);
		expect(engine.report).toBeNull();
	});

	it('distrusts a backend with a wrong kernel and takes the next', async () => {
		await engine.start('wasm');
		const kernel = getKernel('AvgPool', 'wasm')!;
		const maximum = getKernel('MaxPool', 'wasm')!;
		unregisterKernel('AvgPool', 'wasm');
		registerKernel({ ...kernel, kernelFunc: maximum.kernelFunc });
		try {
			await expect(engine.start('wasm')).rejects.toThrow(
				/wasm: gives wrong numbers: .* deviates by/
			);
			const report = await engine.start('auto');
			expect(report.backend).toBe('cpu');
			expect(report.passedOver.at(-1)!.reason).toContain('gives wrong numbers');
		} finally {
			unregisterKernel('AvgPool', 'wasm');
			registerKernel(kernel);
		}
		expect((await engine.start('wasm')).backend).toBe('wasm');
	});

	it('compiles, reads and gives everything back', async () => {
		await engine.start('wasm');
		const before = memory().numTensors;
		const network = await engine.compile('one', goldenNetwork(), 'caffe');
		expect(network).toMatchObject({ name: 'one', features: 32 });
		await engine.compile('one', goldenNetwork(), 'caffe');
		const [a, b] = await Promise.all([
			engine.read('one', goldenImages(), 2),
			engine.read('one', goldenImages(), 2)
		]);
		a.logits.forEach((logit, i) => expect(logit).toBeCloseTo(GOLDEN_LOGITS[i], 4));
		expect(b.logits).toEqual(a.logits);
		await engine.dispose();
		expect(memory().numTensors).toBe(before);
		expect(engine.report).toBeNull();
	});

	it('goes on after a network that it had to refuse', async () => {
		await engine.start('wasm');
		const before = memory().numTensors;
		const { layers, ...graph } = goldenNetwork();
		const headless = { ...graph, layers: layers.slice(0, -1), output: 'features' };
		await expect(engine.compile('headless', headless, 'tf')).rejects.toThrow(
			UnsupportedNetworkError
		);
		await expect(engine.compile('headless', headless, 'tf')).rejects.toThrow(
			'headless gives 32 numbers'
		);
		expect(memory().numTensors).toBe(before);
		await engine.compile('one', goldenNetwork(), 'caffe');
		await engine.discard('one');
		expect(memory().numTensors).toBe(before);
	});

	it('names the network on which WebAssembly broke, and starts with another instance', async () => {
		await engine.start('wasm');
		await engine.compile('one', goldenNetwork(), 'caffe');
		const kernel = getKernel('AvgPool', 'wasm')!;
		unregisterKernel('AvgPool', 'wasm');
		registerKernel({
			...kernel,
			kernelFunc: () => {
				throw new WebAssembly.RuntimeError('Aborted(). Build with -sASSERTIONS for more info.');
			}
		});
		try {
			const two = engine.compile('two', goldenNetwork(), 'caffe');
			await expect(two).rejects.toThrow(BackendFailedError);
			await expect(two).rejects.toThrow('two could not be run on wasm (Aborted(). Build');
			await expect(engine.read('one', goldenImages(), 2)).rejects.toThrow(BackendFailedError);
		} finally {
			unregisterKernel('AvgPool', 'wasm');
			registerKernel(kernel);
		}
		const before = backend();
		await engine.start('wasm');
		expect(backend()).not.toBe(before);
		await engine.compile('one', goldenNetwork(), 'caffe');
		const { logits } = await engine.read('one', goldenImages(), 2);
		logits.forEach((logit, i) => expect(logit).toBeCloseTo(GOLDEN_LOGITS[i], 4));
	});

	it('passes over a backend that is known to be broken, with the reason', async () => {
		const broken = new Map([['wasm', 'two could not be run on wasm.']] as const);
		const report = await engine.start('auto', { broken });
		expect(report.backend).toBe('cpu');
		expect(report.passedOver.at(-1)).toEqual({ backend: 'wasm', reason: broken.get('wasm') });
	});

	it('never gives WebAssembly a single image', async () => {
		await engine.start('wasm');
		const kernel = getKernel('AvgPool', 'wasm')!;
		const counts: number[] = [];
		unregisterKernel('AvgPool', 'wasm');
		registerKernel({
			...kernel,
			kernelFunc: (call) => {
				counts.push((call.inputs as { x: TensorInfo }).x.shape[0]);
				return kernel.kernelFunc(call);
			}
		});
		try {
			await engine.compile('one', goldenNetwork(), 'caffe');
			const images = goldenImages();
			const { logits, count } = await engine.read('one', images.subarray(0, images.length / 2), 1);
			expect(count).toBe(1);
			expect(logits).toHaveLength(5);
			logits.forEach((logit, i) => expect(logit).toBeCloseTo(GOLDEN_LOGITS[i], 4));
			expect(new Set(counts)).toEqual(new Set([2]));
		} finally {
			unregisterKernel('AvgPool', 'wasm');
			registerKernel(kernel);
		}
	});

	it('starts over in the order it was asked', async () => {
		const [first, second] = await Promise.all([engine.start('cpu'), engine.start('wasm')]);
		expect([first.backend, second.backend]).toEqual(['cpu', 'wasm']);
		expect(engine.report).toEqual(second);
	});

	it('says what is missing', async () => {
		await expect(engine.read('one', goldenImages(), 2)).rejects.toThrow(EngineStateError);
		await engine.start('wasm');
		await expect(engine.read('one', goldenImages(), 2)).rejects.toThrow(
			'The network one has not been compiled.'
		);
	});
});
