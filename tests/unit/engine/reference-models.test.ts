import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '#lib/engine/engine.ts';
import { lowerLayers } from '#lib/engine/compile/lower-layers.ts';
import { gradCam } from '#lib/engine/attribution/grad-cam.ts';
import { Network } from '#lib/engine/run/network.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import { readLayersModel } from '#lib/keras/tfjs-layers-model.ts';
import { writeLayersModel } from '#lib/keras/files/write-layers-model.ts';
import { digest } from '../keras/fixtures.ts';

const folder = 'tests/fixtures/keras/models';

/** What TensorFlow answers; see reference_models.py. */
interface Reference {
	side: number;
	channels: number;
	/** Whether grey values became -1 to 1. */
	scaled: boolean;
	grid: [number, number];
	logits: number[][];
	answers: number[][];
	cam: number[][][];
	cam_max: number[][];
}

const names = readdirSync(folder)
	.filter((name) => name.endsWith('.json'))
	.map((name) => name.slice(0, -'.json'.length));

function fileOf(name: string): { bytes: Uint8Array; file: string } {
	const file = readdirSync(folder).find(
		(other) => other !== `${name}.json` && other.startsWith(`${name}.`)
	)!;
	const stored = readFileSync(`${folder}/${file}`);
	return file.endsWith('.gz')
		? { bytes: gunzipSync(stored), file: file.slice(0, -'.gz'.length) }
		: { bytes: stored, file };
}

/** The middle of the first two images, as reference_models.py cuts it. */
function imagesOf({ side, channels, scaled }: Reference): Float32Array {
	const bytes = readFileSync('tests/fixtures/keras/images_u8.bin');
	const start = Math.floor((224 - side) / 2);
	return Float32Array.from({ length: 2 * side * side * channels }, (_, i) => {
		const c = i % channels;
		const pixel = Math.floor(i / channels);
		const column = start + (pixel % side);
		const row = start + (Math.floor(pixel / side) % side);
		const image = Math.floor(pixel / side / side);
		const grey = bytes[((image * 224 + row) * 224 + column) * 3 + c];
		return scaled ? Math.fround(grey / 127.5) - 1 : grey;
	});
}

function worst(values: ArrayLike<number>, expected: readonly number[]): number {
	expect(values).toHaveLength(expected.length);
	return expected.reduce((most, value, i) => Math.max(most, Math.abs(values[i] - value)), 0);
}

beforeAll(async () => {
	await new Engine().start('wasm');
});

describe.each(names)('%s', (name) => {
	const reference = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Reference;

	it('answers as Keras does, with the heat of GradientTape, and leaks no tensor', async () => {
		const { bytes, file } = fileOf(name);
		const graph = await readKerasFile(bytes, file);
		const before = memory().numTensors;
		const network = Network.compile(graph, 'none', {
			batchSize: 2,
			padLastBatch: true,
			methods: [gradCam]
		});
		const loaded = memory().numTensors;
		const { readings, maps } = await network.readAndExplainPreprocessed(
			imagesOf(reference),
			2,
			'grad-cam'
		);
		expect(memory().numTensors).toBe(loaded);
		network.dispose();
		expect(memory().numTensors).toBe(before);

		const { grid } = network;
		expect([grid.rows, grid.columns]).toEqual(reference.grid);
		expect(worst(readings.logits, reference.logits.flat())).toBeLessThan(1e-4);
		const heat = maps.values.map((value, i) => {
			const peak = maps.peaks[Math.floor(i / (grid.rows * grid.columns))];
			return value * peak;
		});
		const peaks = reference.cam_max.flat();
		const expected = reference.cam.flat(2).map((value, i) => {
			return value * peaks[Math.floor(i / (grid.rows * grid.columns))];
		});
		expect(worst(heat, expected)).toBeLessThan(1e-4 * Math.max(1, ...peaks));
		const sums = reference.answers.map((row) => row.reduce((sum, value) => sum + value, 0));
		const answers =
			network.scores === 'sigmoid'
				? reference.answers.map((row, i) => row.map((value) => value / sums[i]))
				: reference.answers;
		if (Math.abs(sums[0] - 1) < 1e-3 || network.scores === 'sigmoid') {
			expect(worst(readings.probabilities, answers.flat())).toBeLessThan(1e-4);
		}
	});

	it('is the same network unfused, and written and read again', async () => {
		const { bytes, file } = fileOf(name);
		const graph = await readKerasFile(bytes, file);
		const { json, shards } = writeLayersModel(graph, 'float32');
		const text = JSON.parse(JSON.stringify(json)) as unknown;
		const parts = shards.map((shard) => shard.bytes);
		expect(digest(readLayersModel(text, parts, 'model.json'))).toEqual(digest(graph));
		const plain = new Network(lowerLayers(graph), 'none', { batchSize: 2, padLastBatch: true });
		const readings = await plain.readPreprocessed(imagesOf(reference), 2);
		plain.dispose();
		expect(worst(readings.logits, reference.logits.flat())).toBeLessThan(1e-4);
	});
});
