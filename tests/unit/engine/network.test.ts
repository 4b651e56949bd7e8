import { readFile } from 'node:fs/promises';
import { memory, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { standardise } from '#lib/core/image/exposure.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import { Engine } from '#lib/engine/engine.ts';
import { InvalidReadingError, UnsupportedNetworkError } from '#lib/engine/errors.ts';
import { goldenImages, goldenNetwork } from '#lib/engine/backends/golden-network.ts';
import { lowerLayers } from '#lib/engine/compile/lower-layers.ts';
import { gradCam } from '#lib/engine/attribution/grad-cam.ts';
import { Network } from '#lib/engine/run/network.ts';
import { drawExposure } from '../core/exposure-drawings.ts';
import { readPinnedReadings, type PinnedReadings } from '../../reference/pinned-readings.ts';
import { toLayersModel } from '../../reference/layers-model.ts';
import {
	readSlimAnswer,
	readSlimInput,
	readSlimNetwork,
	SLIM_IMAGE_COUNT,
	SLIM_NETWORKS,
	type SlimNetwork
} from '../../reference/slim-networks.ts';

const batches = { batchSize: 3, padLastBatch: true, methods: [gradCam] };

beforeAll(async () => {
	await new Engine().start('wasm');
});

function largestDifference(values: ArrayLike<number>, expected: ArrayLike<number>): number {
	expect(values).toHaveLength(expected.length);
	return Array.from(expected).reduce(
		(largest, value, i) => Math.max(largest, Math.abs(values[i] - value)),
		0
	);
}

const fixtures = [
	...SLIM_NETWORKS.flatMap((name) => [[name, '.h5'] as const, [name, '.keras'] as const]),
	['xception', '.keras2.h5'] as const,
	['inception_resnet_v2', '.keras2.h5'] as const
];

describe.each(fixtures)('%s%s', (name, extension) => {
	it('answers as TensorFlow does and leaks no tensor', async () => {
		const graph = await readSlimNetwork(name, extension);
		const answer = await readSlimAnswer(name);
		const input = await readSlimInput();
		const before = memory().numTensors;
		const network = Network.compile(graph, 'tf', batches);
		const loaded = memory().numTensors;
		const { readings, maps } = await network.readAndExplainPreprocessed(
			input,
			SLIM_IMAGE_COUNT,
			'grad-cam'
		);
		expect(memory().numTensors).toBe(loaded);
		network.dispose();
		expect(memory().numTensors).toBe(before);

		expect(largestDifference(readings.logits, answer.logits.flat())).toBeLessThan(5e-4);
		expect(largestDifference(readings.probabilities, answer.probs.flat())).toBeLessThan(1e-4);
		expect(largestDifference(maps.values, answer.cam.flat(2))).toBeLessThan(2e-3);
		expect(largestDifference(maps.peaks, answer.cam_max.flat())).toBeLessThan(5e-4);
	});
});

it('crops its images as LayersModel does', async () => {
	const weight = (...shape: number[]) => ({
		shape,
		values: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(i))
	});
	const linear = { activation: 'linear', bias: null } as const;
	const graph: LayerGraph = {
		name: 'band',
		input: 'image',
		inputShape: [12, 10, 3],
		output: 'grades',
		layers: [
			{ kind: 'input', name: 'image', inputs: [] },
			{
				kind: 'cropping2d',
				name: 'middle',
				inputs: ['image'],
				cropping: [
					[4, 2],
					[1, 0]
				]
			},
			{
				...linear,
				kind: 'conv2d',
				name: 'conv',
				inputs: ['middle'],
				strides: [1, 1],
				dilations: [1, 1],
				padding: 'same',
				kernel: weight(3, 3, 3, 4)
			},
			{ kind: 'globalAveragePooling2d', name: 'mean', inputs: ['conv'] },
			{
				kind: 'dense',
				name: 'grades',
				inputs: ['mean'],
				activation: 'softmax',
				kernel: weight(4, 5),
				bias: null
			}
		]
	};
	const images = Float32Array.from({ length: 2 * 360 }, (_, i) => Math.cos(i * i));
	const model = toLayersModel(graph);
	const input = tensor4d(images, [2, 12, 10, 3]);
	const output = model.predict(input) as typeof input;
	const network = Network.compile(graph, 'tf', batches);
	const { probabilities } = await network.readPreprocessed(images, 2);
	expect(largestDifference(probabilities, await output.data())).toBeLessThan(1e-6);
	network.dispose();
	for (const tensor of [input, output]) tensor.dispose();
	model.dispose();
});

describe.each(SLIM_NETWORKS)('%s', (name) => {
	it('answers as LayersModel does, folded or not', async () => {
		const graph = await readSlimNetwork(name, '.h5');
		const images = (await readSlimInput()).subarray(0, 2 * 224 * 224 * 3);
		const model = toLayersModel(graph);
		const input = tensor4d(images, [2, 224, 224, 3]);
		const output = model.predict(input) as typeof input;
		const expected = await output.data();
		for (const lowered of [lowerLayers(graph), compileNetwork(graph)]) {
			const network = new Network(lowered, 'tf', batches);
			const { probabilities } = await network.readPreprocessed(images, 2);
			expect(largestDifference(probabilities, expected)).toBeLessThan(1e-4);
			network.dispose();
		}
		for (const tensor of [input, output]) tensor.dispose();
		model.dispose();
	});
});

it.each([
	['xception', 168, 104],
	['resnet50', 177, 89],
	['inception_resnet_v2', 822, 374]
] as const)('%s: %i operations become %i', async (name, before, after) => {
	const graph = await readSlimNetwork(name, '.h5');
	expect(lowerLayers(graph).nodes).toHaveLength(before);
	expect(compileNetwork(graph).nodes).toHaveLength(after);
});

it('reads in Node what is pinned for the browser', async () => {
	const pinned = JSON.parse(
		await readFile('tests/fixtures/engine/node-wasm.json', 'utf8')
	) as Record<SlimNetwork, PinnedReadings>;
	const readings = await readPinnedReadings();
	for (const name of SLIM_NETWORKS) {
		for (const key of ['logits', 'probabilities', 'maps'] as const) {
			expect(largestDifference(readings[name][key], pinned[name][key])).toBeLessThan(1e-5);
		}
	}
});

describe('batches', () => {
	const images = goldenImages();
	const five = Uint8Array.from([...images, ...images, ...images]).subarray(
		0,
		(images.length / 2) * 5
	);

	it('gives an image the same answer whatever the batch', async () => {
		const answers = [];
		for (const batchSize of [1, 2, 4, 8]) {
			for (const padLastBatch of [true, false]) {
				const network = Network.compile(goldenNetwork(), 'caffe', {
					batchSize,
					padLastBatch,
					methods: [gradCam]
				});
				const { readings, maps } = await network.readAndExplain(five, 5, 'grad-cam');
				answers.push({ ...readings, maps: maps.values });
				network.dispose();
			}
		}
		for (const answer of answers.slice(1)) {
			expect(largestDifference(answer.logits, answers[0].logits)).toBeLessThan(1e-5);
			expect(largestDifference(answer.pooled, answers[0].pooled)).toBeLessThan(1e-5);
			expect(largestDifference(answer.maps, answers[0].maps)).toBeLessThan(1e-5);
		}
		expect(
			largestDifference(answers[0].logits.subarray(20), answers[0].logits.subarray(0, 5))
		).toBeLessThan(1e-5);
	});

	it('refuses pixels that are not the images it was promised', async () => {
		const network = Network.compile(goldenNetwork(), 'caffe', batches);
		await expect(network.read(images, 3)).rejects.toThrow(
			'golden was given 2888 values for 3 images; one image is 38 x 38 x 1.'
		);
		network.dispose();
	});

	it('reads nothing from nothing', async () => {
		const network = Network.compile(goldenNetwork(), 'caffe', batches);
		expect(await network.read(new Uint8Array(0), 0)).toMatchObject({ count: 0 });
		network.dispose();
	});
});

describe('preprocessing', () => {
	it.each([
		['tf', (grey: number) => Array(3).fill(Math.fround(grey / 127.5) - 1)],
		['caffe', (grey: number) => [grey - 103.939, grey - 116.779, grey - 123.68]],
		['none', (grey: number) => [grey, grey, grey]]
	] as const)('%s is what keras.applications does', async (preprocessing, channels) => {
		const images = goldenImages();
		const network = Network.compile(goldenNetwork(), preprocessing, batches);
		const input = Float32Array.from(Array.from(images).flatMap(channels));
		const expected = await network.readPreprocessed(input, 2);
		const readings = await network.read(images, 2);
		expect(largestDifference(readings.logits, expected.logits)).toBeLessThan(1e-5);
		network.dispose();
	});
});

describe('exposure', () => {
	const file = 'tests/fixtures/own-xray.png';
	const knees = [drawExposure({ file }), drawExposure({ file, turned: true })];
	const images = new Uint8Array([...knees[0], ...knees[1]]);

	it('standardised reads as a network that is given standardised images', async () => {
		const graph = await readSlimNetwork('xception', '.h5');
		const asIs = Network.compile(graph, 'tf', batches);
		const standardised = Network.compile(graph, 'tf', batches, 'standardised');
		const readings = await standardised.read(images, 2);
		expect(readings).toEqual(await asIs.read(standardise(images), 2));
		const untouched = await asIs.read(images, 2);
		expect(largestDifference(readings.logits, untouched.logits)).toBeGreaterThan(1e-3);
		const { probabilities } = readings;
		expect(probabilities.subarray(0, 5)).toEqual(probabilities.subarray(5));
		asIs.dispose();
		standardised.dispose();
	});

	it('can be standardised at 224 x 224 only', () => {
		const compile = () => Network.compile(goldenNetwork(), 'tf', batches, 'standardised');
		expect(compile).toThrow(UnsupportedNetworkError);
		expect(compile).toThrow('golden reads images of 38 x 38 pixels');
	});
});

it('never answers with something that is no number', async () => {
	const graph = goldenNetwork();
	const dense = graph.layers.at(-1)!;
	if (dense.kind !== 'dense') throw new Error('The golden network must end in a dense layer.');
	const kernel = { ...dense.kernel, values: dense.kernel.values.map(() => NaN) };
	const broken = { ...graph, layers: [...graph.layers.slice(0, -1), { ...dense, kernel }] };
	const network = Network.compile(broken, 'caffe', batches);
	await expect(network.read(goldenImages(), 2)).rejects.toThrow(InvalidReadingError);
	network.dispose();
});

it('refuses images with neither one nor three channels', () => {
	const graph = goldenNetwork();
	const layers = graph.layers.map((layer) => {
		if (layer.name !== 'stem' || layer.kind !== 'conv2d') return layer;
		return { ...layer, kernel: { shape: [3, 3, 2, 8], values: new Float32Array(144) } };
	});
	const two = { ...graph, inputShape: [38, 38, 2] as const, layers };
	expect(() => Network.compile(two, 'tf', batches)).toThrow(UnsupportedNetworkError);
	expect(() => Network.compile(two, 'tf', batches)).toThrow('golden takes images with 2 channels');
});
