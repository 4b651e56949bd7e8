import { describe, expect, it } from 'vitest';
import { outputShapes } from '#lib/core/network/layer-shapes.ts';
import { UnsupportedLayerError } from '#lib/keras/errors.ts';
import { parameterCount } from '#lib/keras/parameter-count.ts';
import { readKerasFile, readKerasFileWithVersion } from '#lib/keras/read-keras-file.ts';
import { ARCHITECTURES, digest, fixture, reference, withChangedConfig } from './fixtures.ts';

const read = (name: string) => readKerasFile(fixture(name), name);

const GRIDS = {
	xception: [7, 7, 256],
	resnet50: [7, 7, 256],
	inception_resnet_v2: [5, 5, 192]
};

describe.each(ARCHITECTURES)('%s', (architecture) => {
	it.each(['h5', 'keras'])('is read from .%s', async (kind) => {
		const name = `${architecture}_slim.${kind}`;
		const { graph, kerasVersion } = await readKerasFileWithVersion(fixture(name), name);
		expect(kerasVersion).toBe('3.15.1');
		expect(graph.name).toBe(`${architecture}_slim`);
		expect(graph.inputShape).toEqual([224, 224, 3]);
		expect(parameterCount(graph)).toBe(reference(architecture).params);
		const shapes = outputShapes(graph);
		expect(shapes.get(graph.output)).toEqual([5]);
		const pooling = graph.layers.find(({ kind }) => kind === 'globalAveragePooling2d');
		expect(shapes.get(pooling!.inputs[0])).toEqual(GRIDS[architecture]);
	});

	it('gives the same network, bit for bit, from both kinds of file', async () => {
		const h5 = await read(`${architecture}_slim.h5`);
		expect(digest(await read(`${architecture}_slim.keras`))).toEqual(digest(h5));
	});
});

describe('a file written by Keras 2', () => {
	it.each(['xception', 'inception_resnet_v2'])('holds the same %s', async (architecture) => {
		const name = `${architecture}_slim.keras2.h5`;
		const { graph: old, kerasVersion } = await readKerasFileWithVersion(fixture(name), name);
		const current = await read(`${architecture}_slim.h5`);
		expect(kerasVersion).toBe('2.10.0');
		expect(digest({ ...old, name: current.name })).toEqual(digest(current));
	});

	it("has Inception-ResNet-v2's residual scales, read from a Lambda that is never run", async () => {
		const graph = await read('inception_resnet_v2_slim.keras2.h5');
		const scales = graph.layers.flatMap((layer) => (layer.kind === 'scaledAdd' ? layer.scale : []));
		expect(scales).toEqual([
			...Array<number>(10).fill(0.17),
			...Array<number>(20).fill(0.1),
			...Array<number>(9).fill(0.2),
			1
		]);
	});
});

describe('a file that cannot be read', () => {
	const keras = 'xception_slim.keras';

	it('with an unknown layer is refused by class and name', async () => {
		const bytes = withChangedConfig(keras, (text) =>
			text.replace('"class_name": "GlobalAveragePooling2D"', '"class_name": "Permute"')
		);
		const failure = await readKerasFile(bytes, 'mine.keras').catch((error: unknown) => error);
		expect(failure).toBeInstanceOf(UnsupportedLayerError);
		expect(failure).toMatchObject({
			layerClass: 'Permute',
			layerName: 'global_average_pooling2d',
			message: expect.stringMatching(/^mine\.keras: layer "global_average_pooling2d" \(Permute/)
		});
	});

	it('with channels first is refused', async () => {
		const bytes = withChangedConfig(keras, (text) =>
			text.replace('"channels_last"', '"channels_first"')
		);
		await expect(readKerasFile(bytes, keras)).rejects.toThrow(/block1_conv1.*channels_first/);
	});

	it('whose layer has lost its weights is refused by name', async () => {
		const bytes = withChangedConfig(keras, (text) =>
			text.replace('"use_bias": false', '"use_bias": true')
		);
		await expect(readKerasFile(bytes, keras)).rejects.toThrow(
			/bias of layer "block1_conv1" is missing/
		);
	});

	it.each(['xception_slim.h5', 'xception_slim.keras'])('cut short is named: %s', async (name) => {
		const bytes = fixture(name);
		for (const share of [0.01, 0.5, 0.99]) {
			await expect(
				readKerasFile(bytes.slice(0, bytes.length * share), 'half.file')
			).rejects.toThrow(/^half\.file: .*(truncated|damaged)/);
		}
	});

	it('of another kind is named', async () => {
		const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
		await expect(readKerasFile(png, 'knee.png')).rejects.toThrow(/^knee\.png: .*neither an HDF5/);
		await expect(readKerasFile(new Uint8Array(), 'a.h5')).rejects.toThrow(
			'a.h5: the file is empty'
		);
	});
});
