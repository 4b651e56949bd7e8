import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { parameterCount } from '#lib/keras/parameter-count.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import { readLayersModel } from '#lib/keras/tfjs-layers-model.ts';
import { writeLayersModel, type LayersModelFiles } from '#lib/keras/files/write-layers-model.ts';
import { ARCHITECTURES, digest, fixture, images, reference, weightsOf } from './fixtures.ts';
import { predictWithLayers } from './layers-oracle.ts';

const slim = (architecture: string) =>
	readKerasFile(fixture(`${architecture}_slim.h5`), `${architecture}_slim.h5`);

/** Through text and files, as a server would deliver it. */
function readBack({ json, shards }: LayersModelFiles) {
	const bytes = shards.map((shard) => shard.bytes);
	return readLayersModel(JSON.parse(JSON.stringify(json)), bytes, 'model.json');
}

describe.each(ARCHITECTURES)('%s written and read again', (architecture) => {
	it('is the same network with float32 weights', async () => {
		const graph = await slim(architecture);
		expect(digest(readBack(writeLayersModel(graph, 'float32')))).toEqual(digest(graph));
	});

	it.each(['uint16', 'float16'] as const)('is close with %s kernels', async (dtype) => {
		const graph = await slim(architecture);
		const before = weightsOf(graph);
		const after = weightsOf(readBack(writeLayersModel(graph, dtype)));
		expect([...after.keys()]).toEqual([...before.keys()]);
		for (const [name, values] of before) {
			const read = after.get(name)!;
			if (!name.endsWith('kernel')) {
				expect(
					read.every((value, i) => value === values[i]),
					name
				).toBe(true);
				continue;
			}
			const half = (Math.max(...values) - Math.min(...values)) / 65535 / 2;
			const worst = values.reduce((most, value, i) => {
				// float32 rounding of the decoded value comes on top.
				const rounding = Math.abs(value) * 2 ** -24 + 1e-9;
				const bound =
					dtype === 'uint16' ? half + rounding : Math.max(Math.abs(value) * 2 ** -11, 2 ** -25);
				return Math.max(most, Math.abs(value - read[i]) / bound);
			}, 0);
			expect(worst, name).toBeLessThanOrEqual(1.001);
			expect(worst, name).toBeGreaterThan(0);
		}
	});
});

describe('shards', () => {
	it('are at most 4 MiB and halve with two-byte kernels', async () => {
		const graph = await slim('inception_resnet_v2');
		const sizes = (dtype: 'float32' | 'uint16') =>
			writeLayersModel(graph, dtype).shards.map(({ bytes }) => bytes.length);
		const full = sizes('float32').reduce((sum, size) => sum + size);
		expect(full).toBe(4 * 865009);
		expect(sizes('uint16').reduce((sum, size) => sum + size)).toBeLessThan(full * 0.53);
	});

	it('are cut at 4 MiB and joined again', () => {
		const values = Float32Array.from({ length: 1_500_000 }, (_, i) => i / 1e6);
		const graph: LayerGraph = {
			name: 'wide',
			input: 'in',
			inputShape: [1, 1, 1_500],
			output: 'd',
			layers: [
				{ kind: 'input', name: 'in', inputs: [] },
				{ kind: 'flatten', name: 'f', inputs: ['in'] },
				{
					kind: 'dense',
					name: 'd',
					inputs: ['f'],
					activation: 'linear',
					kernel: { shape: [1_500, 1_000], values },
					bias: null
				}
			]
		};
		const files = writeLayersModel(graph, 'float32');
		expect(files.shards.map(({ name, bytes }) => [name, bytes.length])).toEqual([
			['group1-shard1of2.bin', 4_194_304],
			['group1-shard2of2.bin', 1_805_696]
		]);
		expect(digest(readBack(files))).toEqual(digest(graph));
		expect(() => readLayersModel(files.json, [files.shards[0].bytes], 'cut.json')).toThrow(
			/^cut\.json: .*4194304 bytes, 6000000 are needed/
		);
	});
});

describe("TF.js's own reader, given what was written,", () => {
	beforeAll(async () => {
		expect(await tf.setBackend('wasm')).toBe(true);
	});

	it.each(ARCHITECTURES)(
		'answers as TensorFlow did for the Keras file: %s',
		async (architecture) => {
			const count = 2;
			const answer = await predictWithLayers(await slim(architecture), images(count), count);
			expectClose(answer, reference(architecture).probs.slice(0, count), 1e-4);
		}
	);

	it.each(['small_sequential', 'small_nested'])('answers as Keras did: %s', async (name) => {
		const { image, probs, params } = JSON.parse(
			readFileSync(`tests/fixtures/keras/${name}.ref.json`, 'utf8')
		) as { image: number[]; probs: number[]; params: number };
		const graph = await readKerasFile(fixture(`${name}.h5`), `${name}.h5`);
		expect(parameterCount(graph)).toBe(params);
		const zip = await readKerasFile(fixture(`${name}.keras`), `${name}.keras`);
		expect(digest(zip)).toEqual(digest(graph));
		expectClose(await predictWithLayers(graph, Float32Array.from(image), 1), [probs], 1e-6);
	});
});

function expectClose(answer: number[][], expected: number[][], tolerance: number): void {
	expected.forEach((row, i) =>
		row.forEach((value, grade) =>
			expect(Math.abs(answer[i][grade] - value)).toBeLessThan(tolerance)
		)
	);
}
