import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AttributionMap } from '#lib/core/records/attribution.ts';
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

/** In units of the logit. */
const heatOf = ({ values, peak }: AttributionMap) => Array.from(values, (value) => value * peak);

async function expectAnswers(name: string, layers: readonly string[]) {
	const graph = await graphOf(name);
	const pixels = greyImages(graph.inputShape[0]);
	const before = memory().numTensors;
	const network = new ExplainedNetwork(graph, options);
	for (const layer of layers) {
		const { grid, values: expected } = answers[name][layer];
		for (let target = 0; target < 5; target++) {
			const maps = await gradCam.attribute(network, pixels, { layer, target });
			for (const map of maps) expect([map.grid.rows, map.grid.columns]).toEqual(grid);
			const wanted = expected.flatMap((classes) => classes[target]);
			const found = maps.flatMap(heatOf);
			const largest = Math.max(0.01, ...wanted);
			expect(found).toHaveLength(wanted.length);
			for (const [i, value] of wanted.entries()) {
				expect(Math.abs(found[i] - value), `${layer} ${target} ${i}`).toBeLessThan(2e-4 * largest);
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
		const reader = Network.compile(graph, 'tf', {
			batchSize: 2,
			padLastBatch: true,
			methods: [gradCam]
		});
		const { maps } = await reader.readAndExplain(pixels, 2, 'grad-cam');
		const cells = maps.values.length / 10;
		for (let target = 0; target < 5; target++) {
			const explained = await gradCam.attribute(network, pixels, {
				layer: network.lastLayer,
				target
			});
			explained.forEach((map, image) => {
				const at = image * 5 + target;
				expect(map.grid).toEqual(reader.grid);
				heatOf(map).forEach((value, cell) => {
					expect(value).toBeCloseTo(maps.values[at * cells + cell] * maps.peaks[at], 5);
				});
			});
		}
		network.dispose();
		reader.dispose();
	});

	it('refuses a layer that only passes the image on, by its own name', async () => {
		const graph = await graphOf('resnet50v2');
		const pass = { kind: 'identity' as const, name: 'rescaled', inputs: [graph.input] };
		const layers = graph.layers.flatMap((layer) => {
			if (layer.name === graph.input) return [layer, pass];
			const inputs = layer.inputs.map((name) => (name === graph.input ? pass.name : name));
			return [{ ...layer, inputs }];
		});
		const network = new ExplainedNetwork({ ...graph, layers }, options);
		const request = { layer: 'rescaled', target: 0 };
		await expect(gradCam.attribute(network, greyImages(64), request)).rejects.toThrow(
			/rescaled is the image as it comes in/
		);
		network.dispose();
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
