import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LesionMask } from '#lib/core/explain/lesion-hit.ts';
import type { KneeRecord, SplitName } from '#lib/core/records/test-set.ts';
import { loadModelCard, modelFingerprint } from '#lib/data/models/load-models.ts';
import { drawPhantom } from '#lib/phantom/phantom.ts';
import { samplePhantoms } from '#lib/phantom/sample/series.ts';
import { parseArguments } from '../../../scripts/check-models/arguments.ts';
import { checkPhantomHeat } from '../../../scripts/check-models/phantom-heat.ts';
import { runCheckModels } from '../../../scripts/check-models/run.ts';
import { packTestSet, type PackSplit } from '../../../scripts/testset/pack.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const keras = 'tests/fixtures/keras/xception_slim.keras';
const confusion = Array.from({ length: 5 }, (_, i) => [0, 0, 0, 0, 0].fill(1, i, i + 1));
const metadata = {
	trainingData: {
		description: 'Real and drawn knees',
		synthetic: false,
		counts: { train: [2286, 1046, 1516, 757, 173], val: [328, 153, 212, 106, 27] },
		phantomCounts: { train: [2, 2, 2, 2, 2] }
	},
	recipe: { gitRevision: 'abc1234' },
	metrics: { val: { confusion } },
	phantomMetrics: { val: { confusion }, test: { confusion } }
};

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const files = new FileStore(
	async (path: string) => new Uint8Array(readFileSync(at('models', path)))
);

function phantomSplit(split: SplitName, firstSubject: number): PackSplit {
	const phantoms = samplePhantoms({ seed: 3, count: 4, prevalence: [0, 0, 0, 1, 1], firstSubject });
	return {
		split,
		packed: true,
		knees: phantoms.map((phantom) => ({
			...phantom,
			id: `${phantom.subject}${phantom.side}`,
			read: async () => {
				const { pixels, truth } = drawPhantom(phantom);
				return { pixels, truth: { ...truth, phantom } };
			}
		}))
	};
}

function put(path: string, slope: number): void {
	const data = Uint8Array.from({ length: 224 * 224 }, (_, i) => {
		const [x, y] = [i % 224, Math.floor(i / 224)];
		return Math.round(128 + 100 * Math.sin((x * slope + y) / 30));
	});
	mkdirSync(dirname(at(path)), { recursive: true });
	writeFileSync(at(path), encode({ width: 224, height: 224, channels: 1, data }));
}

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'check-models-'));
	put('knees/val/0/10L.png', 1);
	put('knees/val/3/10R.png', 2);
	put('knees/val/4/11L.png', 3);
	mkdirSync(at('phantoms'));
	const splits = [phantomSplit('val', 2_000_001), phantomSplit('test', 3_000_001)];
	await packTestSet(
		{
			name: 'Few',
			synthetic: true,
			description: '',
			generator: { version: '1', seed: 3 },
			splits
		},
		at('phantoms'),
		() => {}
	);
	copyFileSync(keras, at('x.keras'));
	writeFileSync(at('metadata.json'), JSON.stringify(metadata));
	const { status, stderr } = spawnSync(
		'node_modules/.bin/tsx',
		['scripts/model.ts', at('x.keras'), '--name', 'x', '--out', at('models')],
		{ encoding: 'utf8' }
	);
	expect(stderr.replace(/^npm warn.*\n/gm, '')).toBe('');
	expect(status).toBe(0);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true }));

const sets = () => [
	...['--models', at('models'), '--testset', at('phantoms'), '--study', at('none')],
	...['--knees', at('knees/val'), '--resamples', '200', '--seed', '4']
];

describe('npm run check-models', { timeout: 240_000 }, () => {
	it('changes no card in a try', async () => {
		const before = await files.readNewest('x/card.json');
		await runCheckModels([...sets(), '--limit', '1']);
		expect(await files.readNewest('x/card.json')).toEqual(before);
	});

	it('writes what it found into the card, and nothing else', async () => {
		const { checks: none, ...before } = await loadModelCard(files, 'x');
		expect(none).toBeUndefined();
		await runCheckModels([...sets(), '--unquantised', `x=${at('x.keras')}`]);
		const { checks, ...after } = await loadModelCard(files, 'x');
		expect(after).toEqual(before);
		expect(checks).toMatchObject({
			fingerprint: await modelFingerprint(after),
			engine: { backend: 'wasm' },
			seed: 4,
			resamples: 200
		});
		const { phantomHeat, kneeHeat, kneeFigures, quantisation } = checks!;
		const set = JSON.parse(readFileSync(at('phantoms/manifest.json'), 'utf8'));
		expect(phantomHeat!.data).toEqual({
			synthetic: true,
			split: 'test',
			knees: 4,
			subjects: 2,
			fingerprint: set.fingerprint
		});
		expect(phantomHeat!.own!.peak.subjects).toBeGreaterThan(0);
		const text = readFileSync(at('models/x/card.json'), 'utf8');
		const old = text.replace(/"subjects": \d+,(?=\s*"share")/g, '');
		expect(old).not.toBe(text);
		const read = await loadModelCard(new FileStore(async () => new TextEncoder().encode(old)), 'x');
		expect(read.checks!.phantomHeat!.own!.peak.subjects).toBeUndefined();
		const real = { synthetic: false, split: 'val', knees: 3, subjects: 2 };
		expect(kneeHeat!.data).toMatchObject(real);
		expect(kneeHeat!.heat!.mean).toBeGreaterThan(0);
		expect(kneeHeat!.heat!.mean).toBeLessThan(1);

		// The only member is the ensemble.
		const { network, ensembles, members } = kneeFigures!;
		expect(members).toEqual(['x']);
		expect(ensembles.mean).toEqual(network);
		expect(network.meanAbsoluteError!.estimate).toBeGreaterThan(0);

		expect(quantisation.map(({ data }) => data.synthetic)).toEqual([false, true]);
		for (const { argmaxKept, maxDifference, source } of quantisation) {
			expect(argmaxKept).toBe(1);
			expect(maxDifference).toBeGreaterThan(0);
			expect(maxDifference).toBeLessThan(5e-3);
			expect(source).toEqual({ file: 'x.keras', sha256: after.source.sha256 });
		}
	});

	it('keeps the comparison with the unrounded network where that is not at hand', async () => {
		const { checks: before } = await loadModelCard(files, 'x');
		await runCheckModels(sets());
		const { checks: after } = await loadModelCard(files, 'x');
		expect(after!.quantisation).toEqual(before!.quantisation);
		expect(after!.phantomHeat).toEqual(before!.phantomHeat);
		expect(after!.kneeHeat!.readArea).toBe(1);
	});

	it('keeps what was found on radiographs where these are not at hand', async () => {
		const { checks: before } = await loadModelCard(files, 'x');
		const words = sets();
		const knees = words.indexOf('--knees');
		await runCheckModels(words.toSpliced(knees, 2));
		const { checks: after } = await loadModelCard(files, 'x');
		expect(before!.kneeFigures).not.toBeNull();
		expect(after!.kneeFigures).toEqual(before!.kneeFigures);
		expect(after!.kneeHeat).toEqual(before!.kneeHeat);
	});

	it('has the figures on drawn knees and the attribution in the card of the training', async () => {
		const card = await loadModelCard(files, 'x');
		expect(card.trainingData).toEqual(metadata.trainingData);
		expect(card.phantomMetrics!.test).toMatchObject({ balancedAccuracy: 1, accuracy: 1 });
		expect(card.recipe.gitRevision).toBe('abc1234');
		expect(card.notice).toContain('doi:10.17632/56rmx5bjcr.1, CC BY 4.0');
		expect(card.notice).toContain('Not validated, not a medical device');
	});

	it('does not show checks of other weights', async () => {
		const path = at('models/x/card.json');
		const card = JSON.parse(readFileSync(path, 'utf8'));
		const other = { ...card, checks: { ...card.checks, fingerprint: '0'.repeat(64) } };
		const text = new TextEncoder().encode(JSON.stringify(other));
		expect(card.checks).toBeDefined();
		expect((await loadModelCard(new FileStore(async () => text), 'x')).checks).toBeUndefined();
	});

	it.each([
		['a network that is not there', ['--unquantised', `y=${keras}`], /y: .* has x\./],
		[
			'the file of another network',
			['--unquantised', 'x=tests/fixtures/keras/resnet50_slim.keras'],
			/is not the file x was made from/
		],
		['a missing file', ['--unquantised', 'x=nowhere.keras'], /nowhere\.keras does not exist/],
		['several splits', ['--knees', 'knees'], /several splits; name one of them/],
		['real knees as phantoms', ['--testset', 'knees/val'], /holds no drawn knees/]
	])('refuses %s', async (_, args, message) => {
		const words = args.map((word) => (word.startsWith('knees') ? at(word) : word));
		put('knees/test/0/20L.png', 4);
		await expect(runCheckModels([...sets(), '--limit', '1', ...words])).rejects.toThrow(message);
	});
});

describe('arguments', () => {
	it('name files by network', () => {
		const options = parseArguments(['--unquantised', 'a=x=1.keras', '--unquantised', 'b=b.keras'])!;
		expect([...options.unquantised]).toEqual([
			['a', 'x=1.keras'],
			['b', 'b.keras']
		]);
		expect(parseArguments(['--help'])).toBeNull();
	});

	it.each([
		[['--unquantised', 'a.keras'], /expected NAME=FILE/],
		[['--limit', '0'], /--limit 0: expected a whole number of 1 or more/],
		[['--seed', '1.5'], /--seed 1\.5/]
	])('explain themselves: %j', (words, message) => {
		expect(() => parseArguments(words)).toThrow(message);
	});
});

describe('checkPhantomHeat', () => {
	/** Lesions in the middle of one cell of a 7 x 7 grid each; the heat is where the lesion is. */
	const grid = { rows: 7, columns: 7, offsetX: 16, offsetY: 16, strideX: 32, strideY: 32 };
	const knees = ['L', 'R', 'L', 'R', 'L'].map((side, i) => ({
		id: `${i}${side}`,
		subject: String(i),
		side,
		split: 'test',
		grade: i < 4 ? 4 : 3,
		sha256: ''
	})) as KneeRecord[];
	const masks = new Map<string, LesionMask>(
		knees.map(({ id }, i) => {
			const mask = new Uint8Array(224 * 224);
			mask[(16 + 32 * i) * 224 + 16 + 32 * i] = 1;
			return [id, { mask, widened: mask }];
		})
	);
	const probabilities = new Float32Array(25);
	const maps = new Float32Array(5 * 5 * 49);
	knees.forEach((_, i) => {
		probabilities[i * 5 + 4] = 1;
		maps[(i * 5 + 4) * 49 + 8 * i] = 1;
	});
	const set = {
		knees,
		shards: [],
		synthetic: true,
		split: 'test' as const,
		fingerprint: '',
		classCount: 5
	};

	it('judges the knees read correctly, on their own lesions and on those of another of the side', () => {
		const check = checkPhantomHeat(set, { probabilities, maps, grid, classCount: 5 }, masks, {
			seed: 1
		});
		expect(check.own!.peak).toMatchObject({ hits: 4, knees: 4, subjects: 4 });
		expect(check.shuffled!.peak).toMatchObject({ hits: 0, knees: 4 });
		expect(check.own!.heat!.mean).toBeGreaterThan(10 * check.own!.maskArea);
		expect(check.shuffled!.heat!.mean).toBe(0);
	});

	it('has nothing to say where no knee was read correctly', () => {
		const wrong = Float32Array.from({ length: 25 }, (_, i) => (i % 5 === 0 ? 1 : 0));
		const check = checkPhantomHeat(
			set,
			{ probabilities: wrong, maps, grid, classCount: 5 },
			masks,
			{ seed: 1 }
		);
		expect(check).toMatchObject({ own: null, shuffled: null, data: { knees: 5 } });
	});
});
