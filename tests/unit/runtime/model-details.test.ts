import { expect, it } from 'vitest';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import { writeLayersModel } from '#lib/keras/files/write-layers-model.ts';
import { describeModel } from '#lib/runtime/reader/model-details.ts';
import { functional, graphOf, input, layer } from '../keras/small-models.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const graph = graphOf(
	functional(
		[
			input('image', [null, 8, 8, 3]),
			layer(
				'Conv2D',
				{ name: 'conv', kernel_size: [3, 3], strides: [2, 2], padding: 'same', use_bias: false },
				'image'
			),
			layer('BatchNormalization', { name: 'norm' }, 'conv'),
			layer('Activation', { name: 'act', activation: 'relu' }, 'norm'),
			layer('GlobalAveragePooling2D', { name: 'pool' }, 'act'),
			layer('Dropout', { name: 'drop', rate: 0.2 }, 'pool'),
			layer('Dense', { name: 'head', units: 5, activation: 'softmax' }, 'drop')
		],
		'image',
		'head'
	),
	{ conv: [[3, 3, 3, 4]], norm: [[4], [4], [4], [4]], head: [[4, 5], [5]] }
);

async function served() {
	const { json, shards } = writeLayersModel(graph, 'float32');
	const files = new Map([
		['model.json', new TextEncoder().encode(JSON.stringify(json))],
		...shards.map(({ name, bytes }) => [name, bytes] as const)
	]);
	const references = await Promise.all(
		[...files].map(([file, bytes]) => describeFile(file, bytes))
	);
	const base = 'https://knees.test/models/small/';
	const store = new FileStore(async (path) => files.get(path.slice(base.length))!);
	const card = { name: 'small', weights: { files: references } } as ModelCard;
	return { card, base, store };
}

it('lists layers with shapes, settings and Keras parameter counts', async () => {
	const { card, base, store } = await served();
	const layers = await describeModel(card, base, store);
	// Counted by hand as Keras's summary does: 3*3*3*4; 4*4 with both moving statistics; 4*5 + 5.
	expect(
		layers.map(({ name, kind, settings, outputShape, parameters }) => [
			name,
			kind,
			settings,
			outputShape.join(),
			parameters
		])
	).toEqual([
		['image', 'input', '', '8,8,3', 0],
		['conv', 'conv2d', '3 × 3, stride 2', '4,4,4', 108],
		['norm', 'batchNormalization', '', '4,4,4', 16],
		['act', 'activation', 'relu', '4,4,4', 0],
		['pool', 'globalAveragePooling2d', '', '4', 0],
		['drop', 'identity', '', '4', 0],
		['head', 'dense', 'softmax', '5', 25]
	]);
});

it('gives the weights as they were shipped', async () => {
	const { card, base, store } = await served();
	const layers = await describeModel(card, base, store);
	const head = layers.find(({ name }) => name === 'head')!;
	expect(head.weights.map(({ name, shape }) => [name, shape])).toEqual([
		['kernel', [4, 5]],
		['bias', [5]]
	]);
	expect([...head.weights[1].values]).toEqual([...Float32Array.of(0, 0.2, 0.4, 0.6, 0.8)]);
});

it('refuses a damaged file by name', async () => {
	const { card, base, store } = await served();
	const damaged = new FileStore(async (path) => {
		const bytes = (await store.fetchBytes(path)).slice();
		if (path.endsWith('.bin')) bytes[0] ^= 1;
		return bytes;
	});
	await expect(describeModel(card, base, damaged)).rejects.toThrow(/^small\/.*\.bin: expected/);
});
