import { beforeEach, describe, expect, it } from 'vitest';
import type { BackendReport } from '#lib/core/network/backend.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import {
	BackendFailedError,
	InvalidReadingError,
	UnsupportedNetworkError
} from '#lib/engine/errors.ts';
import { ReliableEngine } from '#lib/runtime/reader/reliable-engine.ts';
import { FakeEngine } from './fake-engine.ts';

const graph = {} as LayerGraph;
const preparation = { exposure: 'as-is', preprocessing: 'tf' } as const;
const pixels = new Uint8Array(224 * 224);
const aborted = 'Aborted(). Build with -sASSERTIONS for more info.';

let fake: FakeEngine;
let engine: ReliableEngine;
let reports: BackendReport[];

beforeEach(() => {
	fake = new FakeEngine();
	engine = new ReliableEngine(fake, {});
	reports = [];
});

const start = (preference: Parameters<ReliableEngine['start']>[0]) =>
	engine.start(preference, (report) => reports.push(report));
const add = (name: string) => engine.add(name, async () => graph, preparation);

describe('a backend that fails', () => {
	it('with one network is left for the next one, which gets all networks; the reason names it', async () => {
		await start('auto');
		await add('a');
		fake.failure = (backend, network) =>
			backend === 'webgpu' && network === 'b'
				? new BackendFailedError(backend, network, aborted)
				: null;
		await add('b');
		expect(fake.backends).toEqual(['webgpu', 'wasm']);
		expect(fake.compiled).toEqual(['a', 'b', 'a', 'b']);
		expect(reports).toHaveLength(1);
		expect(reports[0]).toMatchObject({
			backend: 'wasm',
			passedOver: [
				{
					backend: 'webgpu',
					reason: `b could not be run on webgpu (${aborted.replace(/\.$/, '')}).`
				}
			]
		});
		expect((await engine.read('a', pixels, 1)).count).toBe(1);
	});

	it('in the middle of reading is left too, and the same knees are read again', async () => {
		await start('auto');
		await add('a');
		await engine.read('a', pixels, 1);
		fake.failure = (backend, network) =>
			backend === 'webgpu' ? new BackendFailedError(backend, network, aborted) : null;
		expect((await engine.read('a', pixels.fill(9), 1)).logits[0]).toBe(9);
		expect(fake.readOn).toEqual(['webgpu', 'wasm']);
	});

	it('wherever a network is tried: that network is refused, the others go back to the first backend', async () => {
		await start('auto');
		await add('a');
		fake.failure = (backend, network) =>
			network === 'b' ? new BackendFailedError(backend, network, aborted) : null;
		await expect(add('b')).rejects.toThrow('b could not be run on webgpu (Aborted()');
		await add('c');
		await engine.read('a', pixels, 1);
		await engine.read('c', pixels, 1);
		expect(fake.readOn).toEqual(['webgpu', 'webgpu']);
	});

	it('is not left where it was asked for by name, and is tried again when asked again', async () => {
		await start('wasm');
		await add('a');
		fake.failure = (backend, network) => new BackendFailedError(backend, network, aborted);
		await expect(engine.read('a', pixels, 1)).rejects.toThrow('a could not be run on wasm');
		fake.failure = () => null;
		expect((await engine.read('a', pixels, 1)).count).toBe(1);
		expect(fake.backends).toEqual(['wasm', 'wasm']);
	});

	it('by answers that are no numbers is left on graphics, but not on the processor', async () => {
		await start('auto');
		await add('a');
		fake.failure = (_backend, network) => new InvalidReadingError(network);
		await expect(engine.read('a', pixels, 1)).rejects.toThrow(InvalidReadingError);
		expect(fake.backends).toEqual(['webgpu', 'wasm']);
	});

	it('gives no advice with its reason where another one goes on, but does where none may', async () => {
		fake.losesAt.add(1).add(2).add(4).add(5);
		await start('auto');
		await add('a');
		await engine.read('a', pixels, 1);
		const reason = 'The graphics device was lost (webgpu: unplugged).';
		expect(reports.at(-1)!.passedOver).toEqual([{ backend: 'webgpu', reason }]);
		await start('webgpu');
		await add('a');
		await expect(engine.read('a', pixels, 1)).rejects.toThrow(
			`${reason} What was read so far is kept: try again to go on from there, with the backend "wasm"`
		);
	});
});

it('does not look for a backend for a network that none can run', async () => {
	await start('auto');
	fake.failure = () => new UnsupportedNetworkError('two classes');
	await expect(add('a')).rejects.toThrow('two classes');
	expect(fake.backends).toEqual(['webgpu']);
});

it('comes back after a network that could not be fetched for the new device', async () => {
	await start('auto');
	let offline = false;
	const read = async () => {
		if (offline) throw new Error('a/model.json: the network is down');
		return graph;
	};
	await engine.add('a', read, preparation);
	offline = true;
	fake.losesAt.add(1);
	await expect(engine.read('a', pixels, 1)).rejects.toThrow('the network is down');
	offline = false;
	expect((await engine.read('a', pixels, 1)).count).toBe(1);
});

it('reads nothing for others while it puts networks on a new device', async () => {
	await start('auto');
	await add('a');
	await add('b');
	fake.losesAt.add(1);
	const both = await Promise.all([engine.read('a', pixels, 1), engine.read('b', pixels, 1)]);
	expect(both.map(({ count }) => count)).toEqual([1, 1]);
	expect(fake.backends).toEqual(['webgpu', 'webgpu']);
});
