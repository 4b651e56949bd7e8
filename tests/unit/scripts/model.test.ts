import { spawnSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { loadModelCard, loadModelIndex } from '#lib/data/models/load-models.ts';
import { sha256 } from '#lib/data/files/sha256.ts';
import { compileNetwork } from '#lib/engine/compile/compile-network.ts';
import { receptiveGrid } from '#lib/engine/attribution/receptive-grid.ts';
import { splitHead } from '#lib/engine/compile/split-head.ts';
import { shardPaths } from '#lib/keras/layers-model-json.ts';
import { parameterCount } from '#lib/keras/parameter-count.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import { readLayersModel } from '#lib/keras/tfjs-layers-model.ts';
import { withChangedConfig } from '../keras/fixtures.ts';
import { heatCentreOn } from '../../../scripts/model/heat-centre.ts';
import { contentOf } from './output/folder-content.ts';
import { model as runModelInto } from './run-model.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const fixtures = 'tests/fixtures/keras';
const xception = `${fixtures}/xception_slim.keras`;
const cases = 'tests/fixtures/cases';
const slimXception = `${cases}/own_xception_beside_shipped/model_Xception_ft.keras`;
let folder: string;
let out: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'model-'));
	out = join(folder, 'models');
});

afterEach(() => rmSync(folder, { recursive: true }));

const model = (...args: string[]) => runModelInto(out, ...args);

const files = new FileStore(async (path: string) => new Uint8Array(readFileSync(join(out, path))));
const card = (name: string): Promise<ModelCard> => loadModelCard(files, name);

const metadata = {
	architecture: 'xception',
	width: 0.125,
	parameters: 361956,
	inputSize: [224, 224, 3],
	exposure: 'standardised',
	preprocessing: 'tf',
	classes: ['0', '1', '2', '3', '4'],
	trainingData: {
		description: 'Drawn knees',
		synthetic: true,
		counts: { train: [5, 4, 3, 2, 1], val: [1, 1, 1, 1, 1] }
	},
	recipe: { batch: 32, stages: [{ size: 96 }] },
	augmentation: { flip: 0.5 },
	history: [{ step: 10, imageSize: 96, loss: 1.5, valLoss: null, rate: 0.1 }],
	metrics: {
		val: {
			confusion: [
				[3, 1, 0, 0, 0],
				[0, 2, 0, 0, 0],
				[0, 0, 2, 0, 0],
				[0, 0, 0, 2, 0],
				[0, 0, 0, 2, 0]
			]
		}
	},
	seed: 7,
	durationSeconds: 60
};

describe('npm run model', { timeout: 240_000 }, () => {
	it('writes a network that reads back, with a card whose hashes fit', async () => {
		const { status, stdout } = await model(xception, '--name', 'xception', '--preprocess', 'tf');
		expect(status).toBe(0);
		expect(stdout).toContain('nothing known, no metadata found');
		const { weights, source, ...rest } = await card('xception');
		expect(rest).toMatchObject({
			title: 'Xception',
			architecture: 'xception',
			widthMultiplier: 0.125,
			parameters: 361956,
			inputSize: [224, 224, 3],
			exposure: 'as-is',
			preprocessing: 'tf',
			featureMap: [7, 7, 256],
			trainingData: null,
			metrics: {},
			history: []
		});
		expect(source).toEqual({
			file: 'xception_slim.keras',
			sha256: await sha256(new Uint8Array(readFileSync(xception))),
			kerasVersion: '3.15.1'
		});
		expect(weights.dtype).toBe('uint16');
		for (const { file, bytes, sha256: expected } of weights.files) {
			const content = await files.readNewest(`xception/${file}`);
			expect([file, content.length, await sha256(content)]).toEqual([file, bytes, expected]);
		}
		const json: unknown = JSON.parse(readFileSync(join(out, 'xception/model.json'), 'utf8'));
		const shards = shardPaths(json, 'model.json');
		expect(weights.files.map(({ file }) => file)).toEqual(['model.json', ...shards]);
		const bytes = await Promise.all(shards.map((shard) => files.readNewest(`xception/${shard}`)));
		expect(parameterCount(readLayersModel(json, bytes, 'model.json'))).toBe(361956);
	});

	it('measures where heat comes from: of a network without shortcuts, where its layers say', async () => {
		const file = `${cases}/identity_layer/identity.keras`;
		const graph = await readKerasFile(new Uint8Array(readFileSync(file)), file);
		const { offsetX, offsetY } = receptiveGrid(splitHead(compileNetwork(graph)).trunk);
		expect([offsetX, offsetY]).toEqual([23, 23]);
		const preparation = { exposure: 'standardised', preprocessing: 'tf' } as const;
		const { x, y } = (await heatCentreOn('static/testset', graph, preparation, 8))!;
		expect(Math.abs(x - offsetX)).toBeLessThan(4);
		expect(Math.abs(y - offsetY)).toBeLessThan(4);
	});

	it('lists the networks in the order of the notebook', async () => {
		for (const name of ['mine', 'resnet50', 'xception']) {
			expect((await model(slimXception, '--name', name)).status).toBe(0);
		}
		expect((await loadModelIndex(files)).models).toEqual(['xception', 'resnet50', 'mine']);
		expect(readdirSync(out).sort()).toEqual(['index.json', 'mine', 'resnet50', 'xception']);
	});

	it('takes over what the training wrote beside the network', async () => {
		const file = join(folder, 'xception.keras');
		copyFileSync(xception, file);
		writeFileSync(join(folder, 'metadata.json'), JSON.stringify(metadata));
		expect((await model(file, '--name', 'xception')).status).toBe(0);
		const read = await card('xception');
		expect(read.exposure).toBe('standardised');
		expect(read.trainingData).toEqual(metadata.trainingData);
		expect(read.notice).toMatch(/synthetic/);
		expect(read.recipe).toEqual({
			batch: 32,
			stages: '[{"size":96}]',
			augmentation: '{"flip":0.5}',
			seed: 7,
			durationSeconds: 60
		});
		expect(read.history).toEqual([
			{ step: 10, imageSize: 96, loss: 1.5, valLoss: null, valBalancedAccuracy: null }
		]);
		expect(read.metrics.val).toMatchObject({
			accuracy: 9 / 12,
			balancedAccuracy: (0.75 + 1 + 1 + 1 + 0) / 5,
			f1: [6 / 7, 4 / 5, 1, 4 / 6, 0]
		});
	});

	it('keeps what was there when it fails', async () => {
		expect((await model(slimXception, '--name', 'xception')).status).toBe(0);
		const before = readFileSync(join(out, 'xception/card.json'), 'utf8');
		const half = join(folder, 'half.h5');
		writeFileSync(half, readFileSync(`${fixtures}/resnet50_slim.h5`).subarray(0, 1_000_000));
		const { status, stderr } = await model(half, '--name', 'xception');
		expect(status).toBe(1);
		expect(stderr).toContain(`${half}: the file is truncated`);
		expect(readFileSync(join(out, 'xception/card.json'), 'utf8')).toBe(before);
		expect(readdirSync(out).sort()).toEqual(['index.json', 'xception']);
	});

	it('refuses metadata of another network', async () => {
		const other = join(folder, 'other.json');
		mkdirSync(folder, { recursive: true });
		writeFileSync(other, JSON.stringify({ ...metadata, parameters: 1 }));
		const { status, stderr } = await model(xception, '--name', 'xception', '--metadata', other);
		expect(status).toBe(1);
		expect(stderr).toMatch(/xception_slim\.keras: the metadata describes a network of 1 param/);
		writeFileSync(other, JSON.stringify({ ...metadata, architecture: 'resnet50' }));
		expect((await model(xception, '--name', 'x', '--metadata', other)).stderr).toMatch(
			/metadata says resnet50, the layers say xception/
		);
		expect(existsSync(out)).toBe(false);
	});

	it.each([
		[[xception], /npm run model -- FILE --name NAME/],
		[[xception, '--name', '../up'], /--name \.\.\/up: small letters/],
		[[xception, '--name', 'x', '--dtype', 'int8'], /--dtype int8: uint16, float16, float32/],
		[[xception, '--name', 'x', '--exposure', 'dark'], /--exposure dark: as-is, standardised/],
		[[xception, '--name', 'ensemble'], /--name ensemble: the notebook uses that name/],
		[[xception, '--name', 'x', '--title', ' '], /--title is empty/],
		[['missing.keras', '--name', 'x'], /missing\.keras/],
		[
			[fixtures, '--name', 'x'],
			/tests\/fixtures\/keras: this is a folder; give the model file in it/
		]
	])('explains itself: %j', async (args, reason) => {
		const { status, stderr } = await model(...args);
		expect(status).toBe(1);
		expect(stderr).toMatch(reason);
	});

	it('replaces nothing that it did not write, and keeps what it reads', async () => {
		await model(slimXception, '--name', 'xception');
		const source = join(out, 'xception/source.keras');
		copyFileSync(xception, source);
		const before = contentOf(out);
		expect((await model(slimXception, '--name', 'xception')).stderr).toMatch(
			/--out .*models\/xception holds files that this command did not write: source\.keras/
		);
		expect((await model(source, '--name', 'xception')).stderr).toMatch(
			/is or holds the model file .*source\.keras, which would be lost/
		);
		expect(contentOf(out)).toEqual(before);
	});

	it('follows no link to another folder than that of the index', async () => {
		mkdirSync(join(folder, 'elsewhere'));
		mkdirSync(out);
		symlinkSync('../elsewhere', join(out, 'xception'));
		expect((await model(slimXception, '--name', 'xception')).stderr).toMatch(/is a link into/);
	});

	it('ends as a process with the sentence and without a stack', () => {
		const command = ['scripts/model.ts', 'missing.keras', '--name', 'x'];
		const { status, stderr } = spawnSync('node_modules/.bin/tsx', command, { encoding: 'utf8' });
		expect(status).toBe(1);
		expect(stderr).toMatch(/missing\.keras/);
		expect(stderr).not.toMatch(/ at .*\.ts:/);
	});

	it('gives one title once: a second Xception has its name after it', async () => {
		const titles = async (...names: string[]) =>
			Promise.all(names.map(async (name) => (await card(name)).title));
		await model(slimXception, '--name', 'xception');
		const { stdout } = await model(slimXception, '--name', 'mine');
		expect(stdout).toMatch(/^Xception \(mine\)/);
		await model(slimXception, '--name', 'other', '--title', 'My Xception');
		expect(await titles('xception', 'mine', 'other')).toEqual([
			'Xception',
			'Xception (mine)',
			'My Xception'
		]);
		await model(slimXception, '--name', 'mine');
		await model(slimXception, '--name', 'xception');
		expect(await titles('xception', 'mine')).toEqual(['Xception', 'Xception (mine)']);
	});

	it('refuses a network that the engine cannot read before it replaces anything', async () => {
		await model(slimXception, '--name', 'mine');
		const before = readFileSync(join(out, 'mine/card.json'), 'utf8');
		const file = join(folder, 'odd.keras');
		const odd = withChangedConfig('small_nested.keras', (text) =>
			text.replace('"activation": "softmax"', '"activation": "relu"')
		);
		writeFileSync(file, odd);
		const { status, stderr } = await model(file, '--name', 'mine', '--preprocess', 'tf');
		expect(status).toBe(1);
		expect(stderr).toMatch(/odd\.keras: the network ends in dense_\d+ \(relu\)/);
		expect(readFileSync(join(out, 'mine/card.json'), 'utf8')).toBe(before);
		expect((await loadModelIndex(files)).models).toEqual(['mine']);
	});

	it.each([
		[['saved_model.pb', 'fingerprint.pb'], /this is a SavedModel folder/],
		[['config.json', 'model.weights.h5'], /an unpacked \.keras file/],
		[['model.json', 'group1-shard1of1.bin'], /a TF\.js model folder, which npm run evaluate reads/],
		[['notes.txt'], /a folder without a model file/]
	])('says what a folder with %j is', async (names, reason) => {
		for (const name of names) writeFileSync(join(folder, name), '');
		const { status, stderr } = await model(folder, '--name', 'x');
		expect(status).toBe(1);
		expect(stderr.startsWith(`${folder}: `)).toBe(true);
		expect(stderr).toMatch(reason);
	});
});
