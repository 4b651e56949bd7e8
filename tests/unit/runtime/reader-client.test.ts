import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { Readings } from '#lib/core/records/study.ts';
import { ReaderClient } from '#lib/runtime/reader/reader-client.ts';
import { ReaderService } from '#lib/runtime/reader/reader-service.ts';
import type { KneeReader, RunBatch, RunRequest } from '#lib/runtime/reader/reader.types.ts';
import { fakeWorker } from './fake-worker.ts';

const report = {
	backend: 'wasm' as const,
	device: null,
	accelerated: false,
	passedOver: [{ backend: 'webgpu' as const, reason: 'no adapter' }],
	selfTestError: 0
};

function readings(count: number): Readings {
	const array = (length: number) => Float32Array.from({ length }, (_, i) => i);
	return {
		count,
		logits: array(count * 5),
		probabilities: array(count * 5),
		pooled: array(count)
	};
}

function explained(count: number): ExplainedReadings {
	const array = (length: number) => Float32Array.from({ length }, (_, i) => i);
	return { readings: readings(count), maps: { values: array(count * 5), peaks: array(count * 5) } };
}

/** Answers at once; `run` gives a batch every few milliseconds until it is cancelled or has given ten. */
function fakeReader(overrides: Partial<KneeReader> = {}): KneeReader {
	return {
		ended: false,
		start: async () => report,
		load: async (card, _baseUrl, onProgress) => {
			onProgress({ phase: 'downloading', bytes: 1, totalBytes: 2 });
			onProgress({ phase: 'compiling' });
			const grid = { rows: 1, columns: 1, offsetX: 0, offsetY: 0, strideX: 1, strideY: 1 };
			return { name: card.name, grid, features: 1, fingerprint: 'f' };
		},
		run: async (_request, onBatch, _onProgress, signal) => {
			for (let row = 0; row < 10; row++) {
				if (signal?.aborted) return { outcome: 'cancelled' };
				onBatch({ model: 'a', rows: [row], ...explained(1) });
				await new Promise((resolve) => setTimeout(resolve, 5));
			}
			return { outcome: 'done' };
		},
		readImages: async (_model, pixels) => explained(pixels.length),
		dispose: async () => {},
		...overrides
	};
}

const opened: ReturnType<typeof fakeWorker>[] = [];

/** A worker in this process that offers a reader. */
function openWorker(reader: KneeReader, options: unknown[] = []) {
	return () => {
		const service = new ReaderService((given) => {
			options.push(given);
			return reader;
		});
		const fake = fakeWorker(service);
		opened.push(fake);
		return fake.worker;
	};
}

function client(reader: KneeReader = fakeReader(), options: unknown[] = []) {
	return new ReaderClient({
		wasmPaths: { 'a.wasm': 'https://knees.test/wasm/a.wasm' },
		openWorker: openWorker(reader, options)
	});
}

const card = { name: 'a' } as ModelCard;
const request: RunRequest = { models: ['a'], knees: [], shards: [] };
const ignore = () => {};

afterEach(() => {
	for (const { worker } of opened.splice(0)) worker.terminate();
});

describe('ReaderClient', () => {
	it('starts the reader with the addresses of the binaries and hands on its report', async () => {
		const options: unknown[] = [];
		expect(await client(fakeReader(), options).start('auto')).toEqual(report);
		expect(options).toEqual([
			{
				wasmPaths: {
					'a.wasm': 'https://knees.test/wasm/a.wasm'
				}
			}
		]);
	});

	it('has had all progress before the answer', async () => {
		const reader = client();
		await reader.start('auto');
		const phases: string[] = [];
		const ready = await reader.load(card, 'https://knees.test/', ({ phase }) => phases.push(phase));
		expect(ready.name).toBe('a');
		expect(phases).toEqual(['downloading', 'compiling']);
		const batches: RunBatch[] = [];
		const outcome = await reader.run(request, (batch) => batches.push(batch), ignore);
		expect(outcome).toEqual({ outcome: 'done' });
		expect(batches.map(({ rows }) => rows[0])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(batches[3]).toEqual({ model: 'a', rows: [3], ...explained(1) });
	});

	it('cancels a run across the border', async () => {
		const reader = client();
		await reader.start('auto');
		const controller = new AbortController();
		let batches = 0;
		const count = () => {
			batches++;
			controller.abort();
		};
		const outcome = await reader.run(request, count, ignore, controller.signal);
		expect(outcome).toEqual({ outcome: 'cancelled' });
		expect(batches).toBeLessThan(10);
	});

	it('cancels a run whose signal had been aborted before', async () => {
		const reader = client();
		await reader.start('auto');
		const outcome = await reader.run(request, ignore, ignore, AbortSignal.abort());
		expect(outcome).toEqual({ outcome: 'cancelled' });
	});

	it('keeps name, message, stack and causes of an error', async () => {
		class DeviceLostError extends Error {
			override name = 'DeviceLostError';
		}
		const failure = new DeviceLostError('lost', {
			cause: new TypeError('unplugged', { cause: 'a cat' })
		});
		const reader = client(fakeReader({ start: () => Promise.reject(failure) }));
		const error = await reader.start('auto').catch((thrown: Error) => thrown);
		expect(error).toBeInstanceOf(Error);
		expect(error).toMatchObject({
			name: 'DeviceLostError',
			message: 'lost',
			stack: failure.stack,
			cause: { name: 'TypeError', message: 'unplugged', cause: { message: 'a cat' } }
		});
	});

	it('fails a run whose callback fails, instead of going on silently', async () => {
		const reader = client();
		await reader.start('auto');
		const broken = () => {
			throw new Error('the page cannot take it');
		};
		await expect(reader.run(request, broken, ignore)).rejects.toThrow('the page cannot take it');
	});

	it('rejects what it was asked when the worker breaks, and opens a new one at the next start', async () => {
		const reader = client(fakeReader({ readImages: () => new Promise(() => {}) }));
		await reader.start('auto');
		const waiting = reader.readImages('a', new Uint8Array(1), 'grad-cam');
		const broken = new Event('error');
		Object.assign(broken, { message: 'out of memory', error: new RangeError('out of memory') });
		opened[0].events.dispatchEvent(broken);
		expect(reader.ended).toBe(true);
		await expect(waiting).rejects.toThrow(/worker .* failed: out of memory\. Try again/);
		await expect(reader.readImages('a', new Uint8Array(1), 'grad-cam')).rejects.toThrow(
			/failed: out of memory/
		);
		expect(opened[0].terminated()).toBe(true);
		expect(await reader.start('wasm')).toEqual(report);
		expect(opened).toHaveLength(2);
	});

	it('rejects when a message cannot be read', async () => {
		const reader = client(fakeReader({ readImages: () => new Promise(() => {}) }));
		await reader.start('auto');
		const waiting = reader.readImages('a', new Uint8Array(1), 'grad-cam');
		opened[0].events.dispatchEvent(new Event('messageerror'));
		await expect(waiting).rejects.toThrow(/sent a message that cannot be read/);
	});

	it('tells nothing of a load after its failure, though its downloads go on', async () => {
		const reader = client(
			fakeReader({
				load: async (_card, _baseUrl, onProgress) => {
					onProgress({ phase: 'downloading', bytes: 1, totalBytes: 2 });
					setTimeout(() => onProgress({ phase: 'compiling' }), 5);
					throw new Error('xception/weights.bin: the server answered 404');
				}
			})
		);
		await reader.start('auto');
		const heard: string[] = [];
		const failure = reader
			.load(card, 'https://knees.test/', ({ phase }) => heard.push(phase))
			.catch(() => heard.push('failed'));
		await failure;
		expect(heard).toEqual(['downloading', 'failed']);
	});

	it('ends a worker that does not hear a cancel', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const deaf = { readImages: () => new Promise(() => {}) } as Partial<ReaderService>;
			const { worker, terminated } = fakeWorker({ start: () => report, ...deaf });
			const reader = new ReaderClient({ wasmPaths: {}, openWorker: () => worker });
			await reader.start('auto');
			const controller = new AbortController();
			const waiting = reader.readImages('a', new Uint8Array(1), 'grad-cam', controller.signal);
			waiting.catch(() => {});
			controller.abort();
			await vi.advanceTimersByTimeAsync(14_900);
			expect(terminated()).toBe(false);
			await vi.advanceTimersByTimeAsync(200);
			await expect(waiting).rejects.toThrow(/no longer answers/);
			expect(terminated()).toBe(true);
			expect(reader.ended).toBe(true);
		} finally {
			vi.useRealTimers();
		}
	});

	it('lets a worker go on that hears a cancel but takes its time', async () => {
		const hearing = client(fakeReader({ readImages: () => new Promise(() => {}) }));
		await hearing.start('auto');
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		try {
			const controller = new AbortController();
			void hearing
				.readImages('a', new Uint8Array(1), 'grad-cam', controller.signal)
				.catch(() => {});
			controller.abort();
			await new Promise((resolve) => setImmediate(resolve));
			await new Promise((resolve) => setImmediate(resolve));
			await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0));
			expect(hearing.ended).toBe(false);
		} finally {
			vi.useRealTimers();
		}
	});

	it('ends the worker when its start is cancelled, and the next start opens another', async () => {
		const reader = client(fakeReader({ start: () => new Promise(() => {}) }));
		const controller = new AbortController();
		const starting = reader.start('auto', controller.signal);
		controller.abort();
		await expect(starting).rejects.toMatchObject({ name: 'AbortError' });
		expect(opened[0].terminated()).toBe(true);
		void reader.start('auto').catch(() => {});
		expect(opened).toHaveLength(2);
	});

	it('closes: gives the device back, ends the worker, rejects what was running as aborted', async () => {
		const dispose = vi.fn(async () => {});
		const reader = client(fakeReader({ dispose, readImages: () => new Promise(() => {}) }));
		await reader.start('auto');
		const waiting = reader
			.readImages('a', new Uint8Array(1), 'grad-cam')
			.catch((thrown: Error) => thrown);
		await reader.dispose();
		expect(dispose).toHaveBeenCalledOnce();
		expect(await waiting).toMatchObject({ name: 'AbortError' });
		expect(opened[0].terminated()).toBe(true);
		await expect(reader.readImages('a', new Uint8Array(1), 'grad-cam')).rejects.toThrow(
			/has not been started/
		);
	});
});
