import { backend } from '@tensorflow/tfjs-core';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BackendPreference, BackendReport } from '#lib/core/network/backend.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { Engine } from '#lib/engine/engine.ts';
import { EngineReader } from '#lib/runtime/reader/reader.ts';
import { wasmPaths } from '#lib/runtime/reader/wasm-paths.ts';
import { tinySet } from '../../unit/runtime/tiny-set.ts';
import { largestDifference } from '../engine/browser-fixtures.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

// Emulated graphics count as a card, and are not tried out first: graphics.test.ts does that, and it takes them long.
vi.mock('#lib/engine/backends/software-renderer.ts', () => ({ isSoftwareRenderer: () => false }));
vi.mock('#lib/engine/backends/self-test.ts', () => ({
	runSelfTest: async () => 0,
	SELF_TEST_TOLERANCE: 1
}));

const set = await tinySet(6);
const models = ['a', 'b'];
const preparation = { exposure: 'as-is', preprocessing: 'caffe' } as const;

const values = (count: number) => Float32Array.from({ length: count }, (_, i) => Math.sin(3 * i));

/** As small as one that grades can be: emulated graphics are slow. */
const network: LayerGraph = {
	name: 'small',
	input: 'image',
	inputShape: [8, 8, 3],
	output: 'grades',
	layers: [
		{ kind: 'input', name: 'image', inputs: [] },
		{
			kind: 'conv2d',
			name: 'conv',
			inputs: ['image'],
			strides: [2, 2],
			dilations: [1, 1],
			padding: 'same',
			activation: 'relu',
			kernel: { shape: [3, 3, 3, 4], values: values(108).map((value) => value / 100) },
			bias: null
		},
		{ kind: 'globalAveragePooling2d', name: 'features', inputs: ['conv'] },
		{
			kind: 'dense',
			name: 'grades',
			inputs: ['features'],
			activation: 'softmax',
			kernel: { shape: [4, 5], values: values(20) },
			bias: null
		}
	]
};

/** What takes a graphics device away from the page while it computes. */
const lose = {
	webgpu: () => (backend() as WebGPUBackend).device.destroy(),
	webgl: () =>
		(backend() as MathBackendWebGL).gpgpu.gl.getExtension('WEBGL_lose_context')!.loseContext()
};

/** Loses the device during the reads of these numbers, from 1; remembers where each was begun. */
class LosingEngine extends Engine {
	readonly begun: string[] = [];

	constructor(readonly losesAt: readonly number[]) {
		super();
	}

	override readAndExplain(...asked: Parameters<Engine['readAndExplain']>) {
		const { backend } = this.report!;
		const reading = super.readAndExplain(...asked);
		if (this.losesAt.includes(this.begun.push(backend))) {
			setTimeout(lose[backend as keyof typeof lose]);
		}
		return reading;
	}
}

let reader: EngineReader;

afterEach(async () => {
	vi.restoreAllMocks();
	await reader.dispose();
});

/** All knees by both networks, three batches each; by network and knee. */
async function readAll(preference: BackendPreference, engine: Engine = new Engine()) {
	const reports: BackendReport[] = [];
	const readings = new Map<string, Record<'logits' | 'probabilities' | 'maps', Float32Array>>();
	reader = new EngineReader({
		files: new FileStore(async (file) => set.files.get(file) ?? (await fetch(file)).bytes()),
		wasmPaths: wasmPaths(),
		engine
	});
	reports.push(await reader.start(preference, undefined, (report) => reports.push(report)));
	for (const name of models) {
		await reader.add(name, async () => network, preparation, 'f'.repeat(64));
	}
	const outcome = await reader.run(
		{ models, knees: set.knees, shards: set.shards, batchSize: 2, explain: 'grad-cam' },
		({ model, rows, readings: { count, logits, probabilities }, maps }) => {
			expect(count).toBe(rows.length);
			rows.forEach((row, i) => {
				const part = (values: Float32Array) => {
					const size = values.length / count;
					return values.slice(i * size, (i + 1) * size);
				};
				expect(readings.has(`${model} ${row}`)).toBe(false);
				readings.set(`${model} ${row}`, {
					logits: part(logits),
					probabilities: part(probabilities),
					maps: part(maps!.values)
				});
			});
		},
		() => {}
	);
	expect(outcome).toEqual({ outcome: 'done' });
	return { readings, reports };
}

type Read = Awaited<ReturnType<typeof readAll>>['readings'];

function expectSame(readings: Read, expected: Read) {
	expect([...readings.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
	for (const [key, values] of expected) {
		for (const part of ['logits', 'probabilities', 'maps'] as const) {
			expect(largestDifference(readings.get(key)![part], values[part])).toBeLessThan(2e-3);
		}
	}
}

describe('a run', () => {
	it.each(['webgpu', 'webgl'] as const)(
		'goes on on %s, asked for by name, after its device was lost in the middle of a batch',
		async (name) => {
			const { readings: expected } = await readAll('wasm');
			await reader.dispose();
			const engine = new LosingEngine([3]);
			const { readings, reports } = await readAll(name, engine);
			expectSame(readings, expected);
			expect(engine.begun).toEqual(Array(7).fill(name));
			expect(reports.map(({ backend, passedOver }) => [backend, passedOver])).toEqual([
				[name, []],
				[name, []]
			]);
		}
	);

	it('goes on from one backend to the next where a device is lost twice, and says why', async () => {
		const { readings: expected } = await readAll('wasm');
		await reader.dispose();
		vi.spyOn(GPUAdapterInfo.prototype, 'isFallbackAdapter', 'get').mockReturnValue(false);
		const engine = new LosingEngine([2, 3, 5, 6]);
		const { readings, reports } = await readAll('auto', engine);
		expectSame(readings, expected);
		expect(engine.begun).toEqual([
			...['webgpu', 'webgpu', 'webgpu'],
			...['webgl', 'webgl', 'webgl'],
			...['wasm', 'wasm', 'wasm', 'wasm']
		]);
		expect(reports.map(({ backend }) => backend)).toEqual([
			...['webgpu', 'webgpu', 'webgl', 'webgl', 'wasm']
		]);
		expect(reports.at(-1)!.passedOver).toEqual([
			{
				backend: 'webgpu',
				reason: 'The graphics device was lost (webgpu: Device was destroyed).'
			},
			{
				backend: 'webgl',
				reason: 'The graphics device was lost (webgl: the browser took the WebGL context away).'
			}
		]);
	});
});
