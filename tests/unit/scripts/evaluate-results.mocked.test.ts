import fs, {
	copyFileSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import type promises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runEvaluate } from '../../../scripts/evaluate/run.ts';
import { contentOf, putFiles } from './output/folder-content.ts';

/** A file for which there is no space on the disk. */
const full = vi.hoisted(() => ({ file: '' }));

vi.mock('node:fs/promises', async (original) => {
	const real = await original<typeof promises>();
	const writeFile: typeof promises.writeFile = async (path, data, options) => {
		if (basename(String(path)) === full.file) {
			const half = (data as Uint8Array | string).slice(0, 100);
			await real.writeFile(path, half, options);
			throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
				code: 'ENOSPC',
				syscall: 'write'
			});
		}
		await real.writeFile(path, data, options);
	};
	return { ...real, writeFile };
});

const xception = 'tests/fixtures/keras/xception_slim.h5';
const resnet = 'tests/fixtures/keras/resnet50_slim.h5';
let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);

function knee(slope: number): Uint8Array {
	const data = Uint8Array.from({ length: 224 * 224 }, (_, i) => (i * slope) % 251);
	return encode({ width: 224, height: 224, channels: 1, data });
}

const evaluate = (model: string, ...more: string[]) =>
	runEvaluate([
		...['--models', model, '--preprocess', 'tf', '--testset', at('set')],
		...(more.includes('--out') ? [] : ['--out', at('out')]),
		...more
	]);

/** In words of the table below, where the folder is not made yet. */
const FOLDER = 'FOLDER';
const below = (path: string) => `${FOLDER}/${path}`;

const results = ['metrics.json', 'predictions-val.csv', 'predictions.csv'];

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'results-'));
});

beforeEach(async () => {
	vi.spyOn(process.stderr, 'write').mockReturnValue(true);
	vi.spyOn(process.stdout, 'write').mockReturnValue(true);
	putFiles(at('set'), {
		'val/0/10L.png': knee(1),
		'val/3/10R.png': knee(2),
		'test/2/11R.png': knee(3)
	});
	await evaluate(xception, '--study', at('study'));
});

afterEach(() => {
	vi.restoreAllMocks();
	full.file = '';
	for (const name of fs.readdirSync(folder)) rmSync(at(name), { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('results of npm run evaluate', { timeout: 240_000 }, () => {
	it('are replaced together, and other files beside them stay', async () => {
		putFiles(at('out'), { 'thesis.txt': 'years of work' });
		const before = contentOf(at('out'));
		rmSync(at('set/val'), { recursive: true });
		await evaluate(resnet);
		const after = contentOf(at('out'));
		expect(Object.keys(after).sort()).toEqual(['metrics.json', 'predictions.csv', 'thesis.txt']);
		expect(after['thesis.txt']).toBe('years of work');
		expect(after['predictions.csv']).not.toBe(before['predictions.csv']);
		expect(after['metrics.json']).not.toBe(before['metrics.json']);
	});

	it.each([...results, 'study.json', 'resnet50_slim-maps.bin'])(
		'stay bit for bit when the disk is full while %s is written',
		async (file) => {
			full.file = file;
			const before = contentOf(folder);
			await expect(evaluate(resnet, '--study', at('study'))).rejects.toMatchObject({
				code: 'ENOSPC',
				path: expect.stringMatching(new RegExp(`/${file}$`))
			});
			expect(contentOf(folder)).toEqual(before);
		}
	);

	it('are found by an earlier version, which listed no files', async () => {
		const metrics = JSON.parse(readFileSync(at('out/metrics.json'), 'utf8'));
		expect(metrics.files.map(({ file }: { file: string }) => file)).toEqual([
			'predictions.csv',
			'predictions-val.csv'
		]);
		delete metrics.files;
		writeFileSync(at('out/metrics.json'), JSON.stringify(metrics));
		await evaluate(resnet);
		expect(JSON.parse(readFileSync(at('out/metrics.json'), 'utf8')).models).toHaveProperty(
			'resnet50_slim'
		);
	});

	it.each<[string, () => void, string[], RegExp]>([
		[
			'predictions that were edited',
			() => writeFileSync(at('out/predictions.csv'), 'image;note'),
			[],
			/out\/predictions\.csv differs from what this command wrote/
		],
		[
			'predictions of another origin',
			() => rmSync(at('out/metrics.json')),
			[],
			/out\/predictions\.csv is there without the metrics\.json of this command/
		],
		[
			'figures of another origin',
			() => writeFileSync(at('out/metrics.json'), '{"accuracy": 0.9}'),
			[],
			/out\/metrics\.json was not written by this command/
		],
		[
			'a study with a file more',
			() => writeFileSync(at('study/notes.txt'), 'mine'),
			['--study', below('study')],
			/--study .*study holds files that this command did not write: notes\.txt/
		],
		['the knees', () => {}, ['--study', below('set')], /--study .*set is or is inside --testset/],
		['the folder of the knees', () => {}, ['--study', below('.')], /is or holds --testset/],
		[
			'a folder of the knees by a link',
			() => symlinkSync('set/val', at('link')),
			['--study', below('link')],
			/--study .*link is or is inside --testset/
		],
		[
			'the folder of the networks',
			() => {
				fs.mkdirSync(at('nets'));
				copyFileSync(resnet, at('nets/resnet50_slim.h5'));
			},
			['--models', below('nets/resnet50_slim.h5'), '--study', below('nets')],
			/is or holds --models/
		],
		[
			'its own results',
			() => {},
			['--study', below('out')],
			/--study .*out is not a folder of stored results that this command wrote/
		],
		[
			'stored results by its own',
			() => {},
			['--study', below('study'), '--out', below('study/more')],
			/--out .*study\/more is or is inside --study/
		]
	])('never replace %s', async (_, prepare, words, message) => {
		prepare();
		const before = contentOf(folder);
		const args = words.map((word) => word.replace(FOLDER, folder));
		await expect(evaluate(resnet, ...args)).rejects.toThrow(message);
		expect(contentOf(folder)).toEqual(before);
	});
});
