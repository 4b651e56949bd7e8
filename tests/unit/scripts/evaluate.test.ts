import { spawnSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StudyManifest } from '#lib/core/records/study.ts';
import { parsePredictionsCsv } from '#lib/data/sources/predictions-csv.ts';
import { loadStoredProbabilities, loadStudyManifest } from '#lib/data/sources/stored-study.ts';
import { runEvaluate } from '../../../scripts/evaluate/run.ts';
import { runModel } from '../../../scripts/model/run.ts';
import { runTestset } from '../../../scripts/testset/run.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const xception = 'tests/fixtures/keras/xception_slim.h5';
const resnet = 'tests/fixtures/keras/resnet50_slim.keras';

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

function script(name: string, ...args: string[]) {
	const { status, stderr, stdout } = spawnSync(
		'node_modules/.bin/tsx',
		[`scripts/${name}.ts`, ...args],
		{ encoding: 'utf8' }
	);
	return { status, stderr, stdout };
}

/** A smooth gradient of its own for each knee. */
function put(path: string, slope: number): void {
	const data = Uint8Array.from({ length: 224 * 224 }, (_, i) => {
		const [x, y] = [i % 224, Math.floor(i / 224)];
		return Math.round(128 + 100 * Math.sin((x * slope + y) / 30));
	});
	mkdirSync(dirname(at(path)), { recursive: true });
	writeFileSync(at(path), encode({ width: 224, height: 224, channels: 1, data }));
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
	put('set/val/0/10L.png', 1);
	put('set/val/3/10R.png', 2);
	put('set/test/0/11L.png', 3);
	put('set/test/2/11R.png', 4);
	put('set/test/4/12L.png', 5);
	for (const knee of ['0/11L', '2/11R', '4/12L']) {
		mkdirSync(dirname(at('plain', knee)), { recursive: true });
		copyFileSync(at(`set/test/${knee}.png`), at(`plain/${knee}.png`));
	}
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('npm run evaluate', { timeout: 240_000 }, () => {
	it('grades a packed set and writes predictions, metrics and the study', async () => {
		await runTestset(['--from', at('set'), '--out', at('packed')]);
		await runEvaluate([
			...['--models', xception, resnet, '--preprocess', 'tf', '--testset', at('packed')],
			...['--out', at('out'), '--study', at('study')]
		]);

		const csv = readFileSync(at('out/predictions.csv'), 'utf8');
		const rows = parsePredictionsCsv(csv, 'predictions.csv', 5);
		expect(rows.map(({ image, split, grade, model }) => [image, split, grade, model])).toEqual(
			['xception_slim', 'resnet50_slim'].flatMap((model) => [
				['11L', 'test', 0, model],
				['11R', 'test', 2, model],
				['12L', 'test', 4, model]
			])
		);

		const metrics = json(at('out/metrics.json'));
		expect(Object.keys(metrics.models)).toEqual(['xception_slim', 'resnet50_slim']);
		expect(Object.keys(metrics.ensembles)).toEqual(['mean', 'accuracy', 'f1']);
		for (const [name, { confusion, support }] of Object.entries<{
			confusion: number[][];
			support: number[];
		}>(metrics.models)) {
			const expected = Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]);
			for (const { model, grade, probabilities } of rows) {
				if (model !== name) continue;
				expected[grade][probabilities.indexOf(Math.max(...probabilities))]++;
			}
			expect(confusion).toEqual(expected);
			expect(support).toEqual([1, 0, 1, 0, 1]);
		}
		expect(metrics.ensembles.f1.weightsFrom).toMatchObject({ source: 'testset', split: 'val' });

		const files = new FileStore(
			async (path: string) => new Uint8Array(readFileSync(at('study', path)))
		);
		const study: StudyManifest = await loadStudyManifest(files);
		expect(study.models.map(({ exposure }) => exposure)).toEqual(['as-is', 'as-is']);
		expect(study.testset).toBe(json(at('packed/manifest.json')).fingerprint);
		expect(study.splits).toEqual([
			{ split: 'val', count: 2 },
			{ split: 'test', count: 3 }
		]);
		const stored = await loadStoredProbabilities(files, study.models[1], 5, 5);
		expect([...stored.slice(10)]).toEqual(rows.slice(3).flatMap((row) => row.probabilities));
	});

	it('gives the same numbers for a plain folder and a model folder, with the weights stored there', async () => {
		const models = at('models');
		await runModel([xception, '--name', 'x', '--out', models, '--dtype', 'float32']);
		const card = json(join(models, 'x/card.json'));
		const confusion = Array.from({ length: 5 }, (_, i) => [0, 0, 0, 0, 0].fill(1, i, i + 1));
		card.metrics.val = {
			confusion,
			balancedAccuracy: 1,
			accuracy: 1,
			quadraticWeightedKappa: 1,
			recall: [1, 1, 1, 1, 1],
			f1: [1, 1, 1, 1, 1]
		};
		writeFileSync(join(models, 'x/card.json'), JSON.stringify(card));
		await runEvaluate([
			...['--models', join(models, 'x'), '--testset', at('plain'), '--out', at('out-plain')]
		]);
		const probabilities = (path: string, model: string) =>
			parsePredictionsCsv(readFileSync(path, 'utf8'), path, 5)
				.filter((row) => row.model === model)
				.map((row) => row.probabilities);
		expect(probabilities(at('out-plain/predictions.csv'), 'x')).toEqual(
			probabilities(at('out/predictions.csv'), 'xception_slim')
		);
		expect(json(at('out-plain/metrics.json')).ensembles.accuracy.weightsFrom).toMatchObject({
			source: 'models',
			split: 'val'
		});
		expect(existsSync(at('out-plain/predictions-val.csv'))).toBe(false);
	});

	it.each([
		['no such model', ['--models', 'nowhere.h5'], /^nowhere\.h5 does not exist/m],
		[
			'a folder that is no model',
			['--models', 'tests/fixtures'],
			/fixtures: this is a folder without a model file/
		],
		['a file that is no model', ['--models', 'package.json'], /package\.json: this is neither/],
		[
			'the same model twice',
			['--models', xception, xception],
			/another model is called xception_slim/
		],
		[
			'a split that is not there',
			['--models', xception, '--split', 'val'],
			/no images of the split val/
		]
	])('refuses %s', async (_, args, message) => {
		const words = [...args, '--testset', at('plain'), '--out', at('refused')];
		await expect(runEvaluate(words)).rejects.toThrow(message);
		expect(existsSync(at('refused'))).toBe(false);
	});

	it('ends with exit code 1 and one line', () => {
		const { status, stderr } = script(
			'evaluate',
			'--models',
			'nowhere.h5',
			'--testset',
			'.',
			'--out',
			'.'
		);
		expect(stderr).toBe('nowhere.h5 does not exist.\n');
		expect(status).toBe(1);
	});
});
