import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import { shardPaths } from '#lib/keras/layers-model-json.ts';
import { readKerasFileWithVersion } from '#lib/keras/read-keras-file.ts';
import { readLayersModel } from '#lib/keras/tfjs-layers-model.ts';
import { parseMetadata } from '#lib/data/models/training-metadata.ts';
import { importModel, type ImportOptions } from '#lib/runtime/model-import/import-model.ts';

const options: ImportOptions = {
	scale: KELLGREN_LAWRENCE_SCALE,
	name: 'mine',
	title: null,
	taken: ['Xception'],
	dtype: 'float32',
	preprocessing: null,
	exposure: null,
	trainingPrior: null
};

async function source(fileName: string) {
	const bytes = new Uint8Array(readFileSync(`tests/fixtures/keras/${fileName}`));
	const read = await readKerasFileWithVersion(bytes, fileName);
	return { ...read, label: fileName, fileName, bytes, metadata: null, classes: null };
}

describe('importModel', () => {
	it('makes a card and a layers model of the bytes of a Keras file', async () => {
		const xception = await source('xception_slim.keras');
		const { card, files, graph, preprocessingReason } = await importModel(xception, options);
		expect(card).toMatchObject({
			name: 'mine',
			title: 'Xception (mine)',
			architecture: 'xception',
			preprocessing: 'tf',
			exposure: 'as-is',
			trainingData: null
		});
		expect(card.source.sha256).toBe(createHash('sha256').update(xception.bytes).digest('hex'));
		expect(preprocessingReason).toMatch(/^as keras\.applications does for Xception/);
		expect(card.weights.files.map(({ file }) => file)).toEqual(files.map(({ name }) => name));
		const take = (file: string) => files.find(({ name }) => name === file)!.bytes;
		const json: unknown = JSON.parse(new TextDecoder().decode(take('model.json')));
		const again = readLayersModel(json, shardPaths(json, 'model.json').map(take), 'model.json');
		expect(again.layers.at(-1)).toEqual(graph.layers.at(-1));
	});

	it('refuses another number of classes than the labels have', async () => {
		const xception = await source('xception_slim.keras');
		const scale = {
			classes: ['a', 'b', 'c'].map((name) => ({ key: name, short: name, name })),
			ordinal: false,
			positiveFrom: null,
			groupings: []
		};
		await expect(importModel(xception, { ...options, scale })).rejects.toThrow(
			'the network gives 5 numbers; one for each of the 3 classes of the labels is needed'
		);
		const metadata = parseMetadata(
			new TextEncoder().encode(
				JSON.stringify({
					metrics: {
						val: {
							confusion: [
								[1, 0],
								[0, 1]
							]
						}
					}
				})
			),
			'metadata.json'
		);
		await expect(importModel({ ...xception, metadata }, options)).rejects.toThrow(
			'the metadata is of other classes: metrics.val.confusion: 2 entries, where classes lists 5'
		);
	});

	it('puts the answers into the order of the grades, and refuses names that are none', async () => {
		const xception = await source('xception_slim.keras');
		const classes = ['4', '3', '2', '1', '0'];
		const { card } = await importModel({ ...xception, classes }, options);
		expect(card.answersInFile).toEqual(classes);
		expect(card.classes).toEqual(['0', '1', '2', '3', '4']);
		const named = importModel({ ...xception, classes: ['a', 'b', 'c', 'd', 'e'] }, options);
		await expect(named).rejects.toThrow(/^xception_slim\.keras: its answers are called "a"/);
	});
});
