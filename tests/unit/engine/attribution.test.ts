import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradCam } from '#lib/engine/attribution/grad-cam.ts';
import { ExplainedNetwork } from '#lib/engine/attribution/explained-network.ts';
import { Engine } from '#lib/engine/engine.ts';
import { Network } from '#lib/engine/run/network.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';

interface Answer {
	grid: [number, number];
	/** `[images, classes, cells]` */
	values: number[][][];
}

const folder = 'tests/fixtures/keras';
const answers: Record<string, Record<string, Answer>> = JSON.parse(
	readFileSync(`${folder}/inner_layers.json`, 'utf8')
);
const all = new Uint8Array(readFileSync(`${folder}/images_u8.bin`));

const graphOf = (name: string) =>
	readKerasFile(new Uint8Array(readFileSync(`${folder}/models/${name}.keras`)), name);

/** The middle of the first channel of the first two images, as inner_layers.py cuts it. */
function greyImages(side: number): Uint8Array {
	const start = Math.floor((224 - side) / 2);
	return Uint8Array.from({ length: 2 * side * side }, (_, i) => {
		const image = Math.floor(i / (side * side));
		const row = start + (Math.floor(i / side) % side);
		return all[((image * 224 + row) * 224 + start + (i % side)) * 3];
	});
}

const options = { preprocessing: 'tf', batchSize: 2 } as const;
const engine = new Engine();

/** Hundreds of small files, transformed one by one on first use: longer than a page would wait. */
beforeAll(async () => {
	await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
}, 120_000);

afterAll(() => engine.dispose());

async function expectAnswers(name: string, layers: readonly string[]) {
	const graph = await graphOf(name);
	const pixels = greyImages(graph.inputShape[0]);
	const before = memory().numTensors;
	const network = new ExplainedNetwork(graph, options);
	for (const layer of layers) {
		const { grid, values: expected } = answers[name][layer];
		for (let target = 0; target < 5; target++) {
			const map = await gradCam.attribute(network, pixels, { layer, target });
			expect([map.grid.rows, map.grid.columns]).toEqual(grid);
			expect([map.receptive.rows, map.receptive.columns]).toEqual(grid);
			const wanted = expected.flatMap((classes) => classes[target]);
			const largest = Math.max(0.01, ...wanted);
			expect(map.values).toHaveLength(wanted.length);
			for (const [i, value] of wanted.entries()) {
				expect(Math.abs(map.values[i] - value), `${layer} ${target} ${i}`).toBeLessThan(
					2e-4 * largest
				);
			}
		}
	}
	network.dispose();
	expect(memory().numTensors).toBe(before);
}

describe('Grad-CAM at any layer', () => {
	beforeAll(() => engine.start('cpu'));

	it.each(Object.keys(answers))(
		'of %s is what GradientTape gives, also where the layer is fused away, and leaks no tensor',
		(name) => expectAnswers(name, Object.keys(answers[name]))
	);

	it('is that of the readings at the last feature map', async () => {
		const graph = await graphOf('resnet50v2');
		const pixels = greyImages(64);
		const network = new ExplainedNetwork(graph, options);
		const reader = Network.compile(graph, 'tf', { batchSize: 2, padLastBatch: true });
		const { maps, mapPeaks } = await reader.read(pixels, 2);
		const cells = maps.length / 10;
		for (let target = 0; target < 5; target++) {
			const { values, receptive } = await gradCam.attribute(network, pixels, {
				layer: network.lastLayer,
				target
			});
			expect(receptive).toEqual(reader.grid);
			values.forEach((value, i) => {
				const at = Math.floor(i / cells) * 5 + target;
				expect(value).toBeCloseTo(maps[at * cells + (i % cells)] * mapPeaks[at], 5);
			});
		}
		network.dispose();
		reader.dispose();
	});

	it('refuses layers without an image, layers and classes that there are not, and ends where it is cancelled', async () => {
		const network = new ExplainedNetwork(await graphOf('resnet50v2'), options);
		const pixels = greyImages(64);
		const ask = (layer: string, target = 0, signal?: AbortSignal) =>
			gradCam.attribute(network, pixels, { layer, target }, signal);
		await expect(ask('nowhere')).rejects.toThrow(/has no layer nowhere/);
		await expect(ask('pool')).rejects.toThrow(/pool has no image/);
		await expect(ask('post_relu', 5)).rejects.toThrow(/has no class 5/);
		const before = memory().numTensors;
		const ended = ask('post_relu', 0, AbortSignal.abort());
		await expect(ended).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
		network.dispose();
		expect(memory().numTensors).toBeLessThanOrEqual(before + 2);
	});
});

describe('Grad-CAM on WebAssembly', () => {
	beforeAll(() => engine.start('wasm'));

	it('leads back through whole convolutions and average pooling', () =>
		expectAnswers('inception_v3', ['max_pooling2d_2', 'mixed1']));
});
