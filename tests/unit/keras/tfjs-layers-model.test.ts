import { expect, it } from 'vitest';
import { shardPaths } from '#lib/keras/layers-model-json.ts';
import { readLayersModel } from '#lib/keras/tfjs-layers-model.ts';
import { functional, input, layer } from './small-models.ts';

const topology = functional(
	[
		input('image', [null, 1, 1, 2]),
		layer('Flatten', { name: 'flat' }, 'image'),
		layer('Dense', { name: 'a' }, 'flat'),
		layer('Dense', { name: 'b' }, 'a')
	],
	'image',
	'b'
);

const manifest = [
	{
		paths: ['first.bin', 'second.bin'],
		weights: [
			{
				name: 'a/kernel',
				shape: [2, 2],
				dtype: 'float32',
				quantization: { dtype: 'uint8', scale: 0.5, min: -1, original_dtype: 'float32' }
			},
			{ name: 'a/bias', shape: [2], dtype: 'float32' }
		]
	},
	{
		paths: ['third.bin'],
		weights: [
			{ name: 'counter', shape: [], dtype: 'int32' },
			{
				name: 'outer/b/kernel',
				shape: [2, 1],
				dtype: 'float32',
				quantization: { dtype: 'uint16', scale: 0.25, min: 0 }
			},
			{
				name: 'outer/b/bias',
				shape: [1],
				dtype: 'float32',
				quantization: { dtype: 'float16' }
			}
		]
	}
];

// uint8 0 1 2 255, then float32 1.5 and -2 cut in the middle of the first.
const shards = [
	Uint8Array.of(0, 1, 2, 255, 0, 0),
	Uint8Array.of(0xc0, 0x3f, 0, 0, 0, 0xc0),
	Uint8Array.of(7, 0, 0, 0, 4, 0, 0xff, 0xff, 0x66, 0x2e)
];

const model = {
	format: 'layers-model',
	modelTopology: { model_config: topology },
	weightsManifest: manifest
};

it("reads another converter's shards and quantisations", () => {
	expect(shardPaths(model, 'model.json')).toEqual(['first.bin', 'second.bin', 'third.bin']);
	const { layers } = readLayersModel(model, shards, 'model.json');
	expect(layers[2]).toMatchObject({
		kernel: { shape: [2, 2], values: Float32Array.of(-1, -0.5, 0, 126.5) },
		bias: { values: Float32Array.of(1.5, -2) }
	});
	expect(layers[3]).toMatchObject({
		kernel: { values: Float32Array.of(1, 16383.75) },
		bias: { values: Float32Array.of(0.0999755859375) }
	});
});

it('reads a topology without the wrapping model_config', () => {
	expect(readLayersModel({ ...model, modelTopology: topology }, shards, 'm').layers).toHaveLength(
		4
	);
});

it.each([
	['a graph model', { ...model, format: 'graph-model' }, /^m: this is a TF\.js graph model/],
	['anything else', { hello: 1 }, /^m: this is not a TF\.js layers model \(modelTopology/],
	[
		'an unknown quantisation',
		{
			...model,
			weightsManifest: [
				{
					paths: [],
					weights: [{ name: 'a', shape: [1], dtype: 'float32', quantization: { dtype: 'int4' } }]
				}
			]
		},
		/^m: this is not a TF\.js layers model \(weightsManifest\.0\.weights\.0\.quantization/
	],
	[
		'text weights',
		{
			...model,
			weightsManifest: [{ paths: [], weights: [{ name: 'a', shape: [1], dtype: 'string' }] }]
		},
		/"a" is of unknown type string/
	]
])('refuses %s', (_, json, reason) => {
	expect(() => readLayersModel(json, shards, 'm')).toThrow(reason);
});

it('refuses weights that are cut short', () => {
	expect(() => readLayersModel(model, shards.slice(0, 2), 'm')).toThrow(
		'm: its weight files hold 12 bytes, 22 are needed; download them again'
	);
});
