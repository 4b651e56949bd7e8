import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KELLGREN_LAWRENCE_SCALE } from '#lib/core/labels/kellgren-lawrence-scale.ts';
import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import type { DenseLayer, LayerGraph } from '#lib/core/network/layer-graph.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import type { TrainingMetadata } from '#lib/data/models/training-metadata.ts';
import { inClassOrder as orderedBy } from '#lib/runtime/model-import/class-order.ts';
import { answerNames } from '../../../scripts/model/answer-names.ts';
import { readMetadata } from '../../../scripts/model/metadata-file.ts';

const name = 'head_logits.keras';
let folder: string;
let graph: LayerGraph;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'classes-'));
	const bytes = readFileSync(`tests/fixtures/keras/models/${name}`);
	graph = await readKerasFile(new Uint8Array(bytes), name);
});

afterAll(() => rmSync(folder, { recursive: true }));

const biases = ({ layers }: LayerGraph) => [...(layers.at(-1) as DenseLayer).bias!.values];

async function metadata(about: object) {
	const path = join(folder, 'metadata.json');
	writeFileSync(path, JSON.stringify(about));
	return readMetadata(path);
}

const file = () => join(folder, name);
const inClassOrder = async (
	path: string,
	read: LayerGraph,
	asked: readonly string[] | null,
	told: TrainingMetadata | null,
	scale: LabelScale = KELLGREN_LAWRENCE_SCALE
) => orderedBy(path, read, await answerNames(path, asked, told), scale);
const alphabetical = ['Doubtful', 'Healthy', 'Minimal', 'Moderate', 'Severe'];

describe('inClassOrder', () => {
	it('takes answers without names to be grades 0 to 4', async () => {
		expect(await inClassOrder(file(), graph, null, await metadata({}))).toEqual({
			graph,
			classes: ['0', '1', '2', '3', '4'],
			answersInFile: null
		});
	});

	it.each([
		['a list', { classes: alphabetical }],
		['class_names', { class_names: alphabetical }],
		[
			'class_indices',
			{ class_indices: { Healthy: 1, Minimal: 2, Doubtful: 0, Severe: 4, Moderate: 3 } }
		]
	])('obeys %s in the metadata', async (_, about) => {
		const graded = await inClassOrder(file(), graph, null, await metadata(about));
		expect(graded.answersInFile).toEqual(alphabetical);
		expect(graded.classes).toEqual(['Healthy', 'Doubtful', 'Minimal', 'Moderate', 'Severe']);
		const [b0, b1, ...rest] = biases(graph);
		expect(biases(graded.graph)).toEqual([b1, b0, ...rest]);
	});

	it('keeps the order of numbers, and obeys what was asked for first', async () => {
		const told = await metadata({ classes: [0, 1, 2, 3, 4] });
		expect((await inClassOrder(file(), graph, null, told)).graph).toBe(graph);
		const asked = ['4', '3', '2', '1', '0'];
		const { graph: turned } = await inClassOrder(file(), graph, asked, told);
		expect(biases(turned)).toEqual(biases(graph).reverse());
	});

	it('reads labels.txt as Teachable Machine writes it', async () => {
		const path = join(folder, 'labels.txt');
		writeFileSync(path, alphabetical.map((label, at) => `${at} ${label}\n`).join(''));
		expect((await inClassOrder(file(), graph, null, null)).answersInFile).toEqual(alphabetical);
		rmSync(path);
	});

	it('goes by the keys and names of another scale', async () => {
		const animals = ['Cat', 'Dog', 'Hare', 'Newt', 'Owl'];
		const scale: LabelScale = {
			classes: animals.map((name) => ({ key: name.toLowerCase(), short: name[0], name })),
			ordinal: false,
			positiveFrom: null,
			groupings: []
		};
		const asked = ['Dog', 'cat', 'H', '3', 'OWL'];
		const ordered = await inClassOrder(file(), graph, asked, null, scale);
		expect(ordered.classes).toEqual(['cat', 'Dog', 'H', '3', 'OWL']);
		const unnamed = await inClassOrder(file(), graph, null, null, scale);
		expect(unnamed.classes).toEqual(['cat', 'dog', 'hare', 'newt', 'owl']);
		await expect(
			inClassOrder(file(), graph, ['Cat', 'Dog', 'Hare', 'Newt', 'C'], null, scale)
		).rejects.toThrow(
			/classes cat, dog, hare, newt, owl once each.* --classes dog,cat,hare,newt,owl/
		);
	});

	it('asks where names do not name every grade once', async () => {
		const told = await metadata({ classes: ['a', 'b', 'c', 'd', 'e'] });
		await expect(inClassOrder(file(), graph, null, told)).rejects.toThrow(
			/head_logits\.keras: its answers are called "a", "b", .* by --classes 1,0,2,3,4, or by .classes. in metadata\.json/
		);
		await expect(inClassOrder(file(), graph, ['0', '1', '2', '3'], told)).rejects.toThrow(
			/do not name the classes 0, 1, 2, 3, 4 once each/
		);
		const twice = { class_indices: { '0': 0, '1': 0, '2': 1, '3': 2, '4': 3 } };
		await expect(metadata(twice)).rejects.toThrow(/metadata\.json: class_indices/);
	});
});
