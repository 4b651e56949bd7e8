import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import { describeFile } from '#lib/data/files/file-reference.ts';
import { readKerasFile } from '#lib/keras/read-keras-file.ts';
import { writeLayersModel } from '#lib/keras/files/write-layers-model.ts';
import type { ModelProgress, RunBatch, RunProgress } from '#lib/runtime/reader/reader.types.ts';
import { EngineReader } from '#lib/runtime/reader/reader.ts';
import { FakeEngine } from './fake-engine.ts';
import { site, tinySet } from './tiny-set.ts';
import { FileStore, type FetchBytes } from '#lib/data/files/file-store.ts';

const graph = await readKerasFile(
	new Uint8Array(readFileSync('tests/fixtures/keras/xception_slim.h5')),
	'xception_slim.h5'
);

let engine: FakeEngine;
let files: Map<string, Uint8Array>;
let fetched: string[];
let reader: EngineReader;
let set: Awaited<ReturnType<typeof tinySet>>;

const fetchBytes: FetchBytes = async (path, signal) => {
	signal?.throwIfAborted();
	fetched.push(path);
	const bytes = files.get(path);
	if (!bytes) throw new Error(`${path}: the server answered 404`);
	return bytes;
};

beforeEach(async () => {
	set = await tinySet(5);
	files = set.files;
	fetched = [];
	engine = new FakeEngine();
	reader = new EngineReader({ files: new FileStore(fetchBytes), engine });
	await reader.start('auto');
	const preparation = { exposure: 'as-is', preprocessing: 'tf' } as const;
	for (const name of ['a', 'b']) {
		await reader.add(name, async () => graph, preparation, 'f'.repeat(64));
	}
});

function run(
	options: { models?: string[]; skip?: Record<string, number[]>; signal?: AbortSignal } = {},
	onBatch: (batch: RunBatch) => void = () => {}
) {
	const batches: RunBatch[] = [];
	const progress: RunProgress[] = [];
	const { models = ['a', 'b'], skip, signal } = options;
	const outcome = reader.run(
		{ models, knees: set.knees, shards: set.shards, skip },
		(batch) => {
			batches.push(batch);
			onBatch(batch);
		},
		(step) => progress.push(step),
		signal
	);
	return { outcome, batches, progress };
}

/** First pixels of the knees, as the fake engine saw them. */
const seen = (batches: RunBatch[]) =>
	batches.flatMap(({ model, rows, readings }) =>
		rows.map((row, i) => [model, row, readings.logits[i * 5]])
	);

describe('run', () => {
	it('reads every knee with every network in turns, each with its own pixels', async () => {
		const { outcome, batches, progress } = run();
		expect(await outcome).toEqual({ outcome: 'done' });
		expect(seen(batches)).toEqual(
			[[0, 1], [2, 3], [4]].flatMap((rows) =>
				['a', 'b'].flatMap((model) => rows.map((row) => [model, row, 10 * (row + 1)]))
			)
		);
		expect(progress.map(({ model, done, total }) => [model, done, total])).toEqual([
			['a', 0, 5],
			['b', 0, 5],
			['a', 2, 5],
			['b', 2, 5],
			['a', 4, 5],
			['b', 4, 5],
			['a', 5, 5],
			['b', 5, 5]
		]);
		expect(progress[0]).toMatchObject({ secondsPerReading: null, secondsLeft: null });
		expect(progress.at(-1)).toMatchObject({ doneAll: 10, totalAll: 10, secondsLeft: 0 });
	});

	it('fetches every shard once, for all networks', async () => {
		await run().outcome;
		expect(fetched.toSorted()).toEqual(set.shards.map(({ file }) => file));
	});

	it('passes over rows that were read before and counts them as done', async () => {
		const { outcome, batches, progress } = run({ skip: { a: [0, 1, 2, 3, 4], b: [1, 3] } });
		await outcome;
		expect(seen(batches)).toEqual([
			['b', 0, 10],
			['b', 2, 30],
			['b', 4, 50]
		]);
		expect(progress[0]).toMatchObject({ model: 'a', done: 5, doneAll: 7, totalAll: 10 });
	});

	it('finds knees of a part of a split, wherever they lie', async () => {
		set.knees = [set.knees[4], set.knees[1]];
		const { outcome, batches } = run({ models: ['a'] });
		await outcome;
		expect(seen(batches)).toEqual([
			['a', 0, 50],
			['a', 1, 20]
		]);
	});

	it('is cancelled between batches, which is an outcome', async () => {
		const controller = new AbortController();
		const { outcome, batches } = run({ signal: controller.signal }, () => controller.abort());
		expect(await outcome).toEqual({ outcome: 'cancelled' });
		expect(batches).toHaveLength(1);
	});

	it('goes on after a lost device, once', async () => {
		engine.losesAt.add(2);
		const { outcome, batches } = run();
		expect(await outcome).toEqual({ outcome: 'done' });
		expect(seen(batches)).toHaveLength(10);
		expect(engine.starts).toEqual(['auto', 'auto']);
		expect(engine.compiled).toEqual(['a', 'b', 'a', 'b']);
	});

	it('goes on with the next backend when the device is lost twice in a row', async () => {
		engine.losesAt.add(2).add(3);
		const { outcome, batches } = run();
		expect(await outcome).toEqual({ outcome: 'done' });
		expect(seen(batches)).toHaveLength(10);
		expect(engine.backends).toEqual(['webgpu', 'webgpu', 'wasm']);
	});

	it('survives any number of losses that lie apart', async () => {
		engine.losesAt.add(2).add(4).add(6);
		const { outcome, batches } = run();
		expect(await outcome).toEqual({ outcome: 'done' });
		expect(seen(batches)).toHaveLength(10);
		expect(new Set(engine.backends)).toEqual(new Set(['webgpu']));
	});

	it('says which shard is damaged or missing, and tries it again the next time', async () => {
		const { file } = set.shards[1];
		const whole = files.get(file)!;
		files.set(file, whole.slice(0, 100));
		await expect(run().outcome).rejects.toThrow(`${file}: expected ${whole.length} bytes`);
		files.delete(file);
		await expect(run().outcome).rejects.toThrow(`${file}: the server answered 404`);
		files.set(file, whole);
		expect(await run().outcome).toEqual({ outcome: 'done' });
	});

	it('refuses pixels other than those recorded', async () => {
		set.knees[2] = { ...set.knees[2], sha256: '0'.repeat(64) };
		await expect(run().outcome).rejects.toThrow(/2L\.png does not show the pixels/);
	});

	it('names a network that is not ready, and a knee that is nowhere', async () => {
		await expect(run({ models: ['c'] }).outcome).rejects.toThrow('c is not ready');
		set.knees[0] = { ...set.knees[0], id: '99L' };
		await expect(run().outcome).rejects.toThrow('Knee 99L is in no shard of test');
	});
});

describe('readImages', () => {
	it('reads images with one network and survives one loss', async () => {
		engine.losesAt.add(1);
		const images = new Uint8Array(2 * 224 * 224).fill(7);
		const { readings } = await reader.readImages('b', images, 'grad-cam');
		expect(readings.count).toBe(2);
		expect(readings.logits[5]).toBe(7);
	});

	it('reads between the batches of a run that is under way', async () => {
		const order: string[] = [];
		let asked: Promise<unknown> | null = null;
		const { outcome } = run({}, ({ model, rows }) => {
			order.push(`${model} ${rows.join()}`);
			asked ??= reader
				.readImages('b', new Uint8Array(224 * 224).fill(7), 'grad-cam')
				.then(() => order.push('own'));
		});
		await outcome;
		await asked;
		expect(order.indexOf('own')).toBeGreaterThan(0);
		expect(order.indexOf('own')).toBeLessThanOrEqual(2);
	});

	it('forgets its networks when it is started anew', async () => {
		await reader.start('cpu');
		await expect(reader.readImages('a', new Uint8Array(224 * 224), 'grad-cam')).rejects.toThrow(
			'a is not ready'
		);
	});
});

describe('load', () => {
	const baseUrl = `${site}models/slim/`;

	async function card(): Promise<ModelCard> {
		const written = writeLayersModel(graph, 'float16');
		const json = new TextEncoder().encode(JSON.stringify(written.json));
		const entries = new Map<string, Uint8Array>([['model.json', json]]);
		for (const { name, bytes } of written.shards) entries.set(name, bytes);
		for (const [file, bytes] of entries) files.set(baseUrl + file, bytes);
		const references = await Promise.all(
			[...entries].map(([file, bytes]) => describeFile(file, bytes))
		);
		return {
			name: 'slim',
			exposure: 'standardised',
			preprocessing: 'tf',
			classes: ['0', '1', '2', '3', '4'],
			weights: { dtype: 'float16', bytes: 0, files: references }
		} as unknown as ModelCard;
	}

	it('reports the bytes, compiles, and names the network by its files', async () => {
		const slim = await card();
		const total = slim.weights.files.reduce((sum, { bytes }) => sum + bytes, 0);
		const progress: ModelProgress[] = [];
		const ready = await reader.load(slim, baseUrl, (step) => progress.push(step));
		expect(ready).toMatchObject({ name: 'slim', features: 1 });
		expect(ready.fingerprint).toMatch(/^[0-9a-f]{64}$/);
		expect(progress[0]).toEqual({ phase: 'downloading', bytes: 0, totalBytes: total });
		expect(progress.slice(-3)).toEqual([
			{ phase: 'downloading', bytes: total, totalBytes: total },
			{ phase: 'compiling' },
			{ phase: 'ready' }
		]);
	});

	it('lays the cells of heat maps where the card says they were measured to look', async () => {
		const plain = (await reader.load(await card(), baseUrl, () => {})).grid;
		const measured = { ...(await card()), heatCentre: { x: 12.5, y: -3 } };
		const { grid } = await reader.load(measured, baseUrl, () => {});
		expect(grid).toEqual({ ...plain, offsetX: 12.5, offsetY: -3 });
	});

	it('refuses another number of answers than the card names classes', async () => {
		const three = { ...(await card()), classes: ['a', 'b', 'c'] };
		await expect(reader.load(three, baseUrl, () => {})).rejects.toThrow(
			'slim/model.json gives 5 numbers, slim/card.json lists 3 classes.'
		);
	});

	it('shares one load between callers, and forgets a failure', async () => {
		const slim = await card();
		const shard = baseUrl + slim.weights.files[1].file;
		const bytes = files.get(shard)!;
		const damaged = bytes.slice();
		damaged[9] ^= 1;
		files.set(shard, damaged);
		const load = () => reader.load(slim, baseUrl, () => {});
		await expect(load()).rejects.toThrow(
			new RegExp(
				`^slim/${slim.weights.files[1].file}: expected SHA-256 [0-9a-f]+, received [0-9a-f]+`
			)
		);
		files.set(shard, bytes);
		fetched = [];
		const [first, second] = await Promise.all([load(), load()]);
		expect(second).toBe(first);
		expect(fetched.filter((path) => path === shard)).toHaveLength(1);
	});

	it('ends the other downloads with the first that fails, and reports no byte any more', async () => {
		const slim = await card();
		const shard = baseUrl + slim.weights.files[1].file;
		files.delete(shard);
		const progress: ModelProgress[] = [];
		let ended = false;
		const slow: FetchBytes = (path, signal, options) => {
			if (path === shard) return fetchBytes(path, signal);
			return new Promise((_, reject) => {
				signal!.addEventListener('abort', () => {
					ended = true;
					options!.onBytes!(1);
					reject(signal!.reason);
				});
			});
		};
		const loading = new EngineReader({ files: new FileStore(slow), engine });
		await loading.start('auto');
		const step = (one: ModelProgress) => progress.push(one);
		await expect(loading.load(slim, baseUrl, step)).rejects.toThrow(
			`${shard}: the server answered 404`
		);
		expect(ended).toBe(true);
		expect(progress).toEqual([{ phase: 'downloading', bytes: 0, totalBytes: expect.any(Number) }]);
	});

	it('begins anew for a caller who comes after a cancel', async () => {
		const slim = await card();
		const controller = new AbortController();
		const first = reader.load(slim, baseUrl, () => {}, controller.signal);
		first.catch(() => {});
		controller.abort();
		expect(await reader.load(slim, baseUrl, () => {})).toMatchObject({ name: 'slim' });
	});

	it('is cancelled by its signal', async () => {
		const loading = reader.load(await card(), baseUrl, () => {}, AbortSignal.abort());
		await expect(loading).rejects.toMatchObject({ name: 'AbortError' });
		expect(engine.compiled).not.toContain('slim');
	});

	it('is fetched again after a lost device, without reporting or obeying the old signal', async () => {
		const controller = new AbortController();
		const progress: ModelProgress[] = [];
		await reader.load(await card(), baseUrl, (step) => progress.push(step), controller.signal);
		const before = progress.length;
		controller.abort();
		engine.losesAt.add(1);
		await reader.readImages('slim', new Uint8Array(224 * 224), 'grad-cam');
		expect(progress).toHaveLength(before);
	});

	it('is compiled for what the card says of its input, also after a lost device', async () => {
		await reader.load(await card(), baseUrl, () => {});
		engine.losesAt.add(1);
		await reader.readImages('slim', new Uint8Array(224 * 224), 'grad-cam');
		const wanted = { name: 'slim', exposure: 'standardised', preprocessing: 'tf' };
		expect(engine.preparations.filter(({ name }) => name === 'slim')).toEqual([wanted, wanted]);
		expect(engine.preparations[0]).toMatchObject({ name: 'a', exposure: 'as-is' });
	});
});
