import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Study } from '#lib/study/study.svelte.ts';
import { runNote } from '#lib/study/readings/run-summary.ts';
import type { ModelProgress, ReadyModel, RunOutcome } from '#lib/runtime/reader/reader.types.ts';
import {
	deferred,
	GRAPHICS,
	PROCESSOR,
	readingsOf,
	readyOf,
	scriptedRun
} from './scripted-reader.ts';

const never = <Value>() => new Promise<Value>(() => {});
const noteOf = (scripted: ReturnType<typeof scriptedRun>) => runNote(scripted as unknown as Study);
beforeEach(() => localStorage.clear());

const failure = new Error('b/weights.bin: the server answered 404');

describe('a network that fails', () => {
	it('stays failed whatever its load reports afterwards, and the others read all', async () => {
		const scripted = scriptedRun(4);
		const { run, reader } = scripted;
		let late!: (progress: ModelProgress) => void;
		reader.answerLoad = async ({ name }, onProgress) => {
			if (name !== 'b') return readyOf(name);
			late = onProgress;
			throw failure;
		};
		reader.answerRun = async (request, onBatch) => {
			late({ phase: 'downloading', bytes: 1, totalBytes: 2 });
			for (const model of request.models) {
				onBatch({ model, rows: [0, 1, 2, 3], ...readingsOf(4) });
			}
			late({ phase: 'compiling' });
			return { outcome: 'done' };
		};
		await run.begin('auto');
		expect(run.modelState('b')).toEqual({ phase: 'failed', error: failure });
		expect(run.failed.map(({ name }) => name)).toEqual(['b']);
		expect([run.readLive, run.totalReadings]).toEqual([4, 8]);
		expect(noteOf(scripted)).toBe('Read here by 2 of 3 networks, not by Net B');
	});

	it('reads all knees once it is fetched again; the others read nothing anew', async () => {
		const scripted = scriptedRun(3);
		const { run, reader, results } = scripted;
		reader.answerLoad = async ({ name }) => {
			if (name === 'b') throw failure;
			return readyOf(name);
		};
		await run.begin('auto');
		const versions = results.map(({ version }) => version);
		await run.retryFailed();
		expect(run.modelState('b')).toMatchObject({ phase: 'failed' });
		reader.answerLoad = async ({ name }) => readyOf(name);
		await run.retryFailed();
		expect(reader.loads).toEqual(['a', 'b', 'c', 'b', 'b']);
		expect(noteOf(scripted)).toBe('All knees read here');
		expect(results.map(({ liveCount }) => liveCount)).toEqual([3, 3, 3]);
		expect([results[0].version, results[2].version]).toEqual([versions[0], versions[2]]);
	});

	it('is failed still, not waiting, when fetching it again is cancelled', async () => {
		const { run, reader } = scriptedRun(3);
		reader.answerLoad = async ({ name }) => {
			if (name === 'b') throw failure;
			return readyOf(name);
		};
		await run.begin('auto');
		reader.answerLoad = never;
		const retrying = run.retryFailed();
		await vi.waitFor(() => expect(run.phase.kind).toBe('loading'));
		run.pause();
		await retrying;
		expect(run.phase.kind).toBe('done');
		expect(run.modelState('b')).toEqual({ phase: 'failed', error: failure });
	});

	it('that no network can be loaded is a failure of the run, and so is said', async () => {
		const { run, reader } = scriptedRun(3);
		reader.answerLoad = async () => Promise.reject(failure);
		await run.begin('auto');
		expect(run.phase).toEqual({ kind: 'failed', error: failure });
		expect(run.readLive).toBe(0);
	});
});

describe('pause and cancel', () => {
	it('answer at once in every phase, though nothing answers them', async () => {
		const { run, reader } = scriptedRun(3);
		reader.answerStart = never;
		const starting = run.begin('auto');
		expect(run.phase.kind).toBe('starting');
		run.pause();
		expect(run.phase.kind).toBe('idle');
		await starting;

		reader.answerStart = async () => GRAPHICS;
		reader.answerLoad = never;
		const loading = run.resume();
		await vi.waitFor(() => expect(run.phase.kind).toBe('loading'));
		run.pause();
		expect(run.phase.kind).toBe('idle');
		await loading;
		expect(run.modelState('a').phase).toBe('waiting');

		reader.answerLoad = async ({ name }) => readyOf(name);
		reader.answerRun = (_request, onBatch) => {
			onBatch({ model: 'a', rows: [0], ...readingsOf(1) });
			return never();
		};
		const reading = run.resume();
		await vi.waitFor(() => expect(run.phase.kind).toBe('running'));
		run.pause();
		expect(run.phase.kind).toBe('paused');
		await reading;
		expect(run.phase.kind).toBe('paused');
	});

	it('a late answer to what was cancelled changes nothing', async () => {
		const { run, reader } = scriptedRun(3);
		const loads = deferred<ReadyModel>();
		let report!: (progress: ModelProgress) => void;
		reader.answerLoad = (_card, onProgress) => {
			report = onProgress;
			return loads.promise;
		};
		const begun = run.begin('auto');
		await vi.waitFor(() => expect(run.phase.kind).toBe('loading'));
		run.pause();
		report({ phase: 'compiling' });
		loads.resolve(readyOf('a'));
		await begun;
		expect(run.phase.kind).toBe('idle');
		expect(run.modelState('a').phase).toBe('waiting');
		expect(run.readyModels.size).toBe(0);
	});

	it('a resumed run reads only what was not read, each network its own rows', async () => {
		const { run, reader, results } = scriptedRun(4);
		const whole = reader.answerRun;
		reader.answerRun = (_request, onBatch) => {
			onBatch({ model: 'a', rows: [0, 1], ...readingsOf(2) });
			onBatch({ model: 'b', rows: [0], ...readingsOf(1) });
			return never();
		};
		const begun = run.begin('auto');
		await vi.waitFor(() => expect(run.phase.kind).toBe('running'));
		run.pause();
		await begun;
		reader.answerRun = whole;
		await run.resume();
		expect(reader.runs[1][0].skip).toEqual({ a: [0, 1], b: [0], c: [] });
		expect(reader.loads).toEqual(['a', 'b', 'c']);
		expect(results.map(({ liveCount }) => liveCount)).toEqual([4, 4, 4]);
		expect(run.phase.kind).toBe('done');
	});
});

describe('the start of a run', () => {
	/** Reads all knees in the time given for each reading. */
	async function visit(secondsPerReading: number) {
		const { run, reader } = scriptedRun(4);
		const whole = reader.answerRun;
		reader.answerStart = async () => PROCESSOR;
		reader.answerRun = async (request, onBatch, onProgress) => {
			for (const model of request.models) {
				const part = { done: 0, total: 4, doneAll: 0, totalAll: 12, secondsLeft: null };
				onProgress({ model, ...part, secondsPerReading: null });
				onProgress({ model, ...part, secondsPerReading });
			}
			return whole(request, onBatch, onProgress);
		};
		await run.begin('auto');
		const before = run.phase;
		const fetched = [...reader.loads];
		if (before.kind === 'offered') await run.resume();
		expect(run.phase.kind).toBe('done');
		return { before, fetched };
	}

	it('on graphics hardware comes by itself', async () => {
		const { run, reader } = scriptedRun(2);
		await run.begin('auto');
		expect(reader.runs).toHaveLength(1);
		expect(run.phase.kind).toBe('done');
	});

	it('on a processor waits for a word on the first visit, and fetches nothing before', async () => {
		const { run, reader } = scriptedRun(2);
		reader.answerStart = async () => PROCESSOR;
		await run.begin('auto');
		expect(run.phase).toEqual({ kind: 'offered', seconds: null });
		expect([reader.loads, reader.runs]).toEqual([[], []]);
		expect(run.bytesToFetch).toBe(3_000_000 + 2_000_000);
		await run.resume();
		expect(reader.starts).toEqual(['auto']);
		expect(reader.loads).toEqual(['a', 'b', 'c']);
		expect(run.phase.kind).toBe('done');
	});

	it('on a processor comes by itself once it was measured to be short', async () => {
		expect((await visit(119 / 12)).before).toEqual({ kind: 'offered', seconds: null });
		const { before } = await visit(1);
		expect(before.kind).toBe('done');
	});

	it('on a processor waits, with the time, once it was measured to be long', async () => {
		await visit(120 / 12);
		const { before, fetched } = await visit(1);
		expect(before).toMatchObject({ kind: 'offered', seconds: expect.closeTo(120, 6) });
		expect(fetched).toEqual([]);
	});

	it('waits for a word where the visitor saves data, and does not even look for a backend', async () => {
		vi.stubGlobal('navigator', { connection: { saveData: true } });
		const { run, reader, readers } = scriptedRun(2);
		await run.begin('auto');
		vi.unstubAllGlobals();
		expect(run.phase).toEqual({ kind: 'offered', seconds: null });
		expect(readers()).toBe(0);
		await run.resume();
		expect(reader.starts).toEqual(['auto']);
		expect(run.phase.kind).toBe('done');
	});

	it('may be offered while one’s own X-ray loads the networks; the run then reads at once', async () => {
		const { run, reader } = scriptedRun(2);
		reader.answerStart = async () => PROCESSOR;
		await run.begin('auto');
		await run.ensureReady();
		expect(run.phase.kind).toBe('offered');
		await run.resume();
		expect(reader.loads).toEqual(['a', 'b', 'c']);
		expect(run.phase.kind).toBe('done');
	});

	it('asked for before the page began one goes on, on the backend that the address names', async () => {
		const { run, reader } = scriptedRun(2);
		const networks = deferred<void>();
		reader.answerStart = async () => PROCESSOR;
		reader.answerLoad = async ({ name }) => {
			await networks.promise;
			return readyOf(name);
		};
		run.prefer('wasm');
		const asked = run.resume();
		await vi.waitFor(() => expect(run.phase.kind).toBe('loading'));
		const begun = run.begin('wasm');
		networks.resolve();
		await Promise.all([asked, begun]);
		expect(run.phase.kind).toBe('done');
		expect([run.readLive, reader.runs.length]).toEqual([2, 1]);
		expect(reader.starts).toEqual(['wasm']);
	});

	it('asked for and cancelled before the page began one does not come by itself', async () => {
		const { run, reader } = scriptedRun(2);
		reader.answerLoad = never;
		void run.resume();
		await vi.waitFor(() => expect(run.phase.kind).toBe('loading'));
		run.pause();
		await run.begin('auto');
		expect(run.phase.kind).toBe('idle');
		expect(reader.runs).toEqual([]);
	});

	it('waits for the networks that one’s own X-ray asked for before', async () => {
		const { run, reader } = scriptedRun(2);
		const networks = deferred<void>();
		reader.answerLoad = async ({ name }) => {
			await networks.promise;
			return readyOf(name);
		};
		const ready = run.ensureReady();
		await vi.waitFor(() => expect(run.phase.kind).toBe('loading'));
		const begun = run.begin('auto');
		networks.resolve();
		await ready;
		await begun;
		expect(reader.loads).toEqual(['a', 'b', 'c']);
		expect(run.phase.kind).toBe('done');
	});

	it('loads what a cancel left out', async () => {
		const { run, reader } = scriptedRun(2);
		reader.answerLoad = async ({ name }) => (name === 'b' ? never() : readyOf(name));
		const begun = run.begin('auto');
		await vi.waitFor(() => expect(reader.loads).toEqual(['a', 'b']));
		run.pause();
		await begun;
		reader.answerLoad = async ({ name }) => readyOf(name);
		await run.resume();
		expect(reader.loads).toEqual(['a', 'b', 'b', 'c']);
		expect(run.readLive).toBe(2);
	});
});

describe('a run under way', () => {
	it('shows knees and readings from the first batches on, and the backend that took over', async () => {
		const { run, reader } = scriptedRun(4);
		const end = deferred<RunOutcome>();
		reader.answerRun = (_request, onBatch, onProgress) => {
			['a', 'b', 'c'].forEach((model, turn) => {
				onBatch({ model, rows: [0, 1], ...readingsOf(2) });
				const doneAll = 2 * (turn + 1);
				const counts = { done: 2, total: 4, doneAll, totalAll: 12 };
				onProgress({ model, ...counts, secondsPerReading: 1, secondsLeft: 6 });
			});
			return end.promise;
		};
		const begun = run.begin('auto');
		await vi.waitFor(() => expect(run.readLive).toBe(2));
		expect(run.progress).toMatchObject({ doneAll: 6, totalAll: 12, secondsLeft: 6 });
		reader.takeOver(PROCESSOR);
		expect(run.backend).toBe(PROCESSOR);
		end.resolve({ outcome: 'done' });
		await begun;
	});
});

describe('a worker that breaks', () => {
	it('in the run: said, and replaced when the run is taken up; what was read is not read twice', async () => {
		const { run, reader, results } = scriptedRun(4);
		const whole = reader.answerRun;
		const broken = deferred<RunOutcome>();
		reader.answerRun = (_request, onBatch) => {
			onBatch({ model: 'a', rows: [0, 1, 2], ...readingsOf(3) });
			return broken.promise;
		};
		const begun = run.begin('wasm');
		await vi.waitFor(() => expect(results[0].liveCount).toBe(3));
		broken.reject(reader.break());
		await begun;
		expect(run.phase).toMatchObject({
			kind: 'failed',
			error: { message: expect.stringContaining('ended without an error message') }
		});
		reader.answerRun = whole;
		await run.resume();
		expect(reader.starts).toEqual(['wasm', 'wasm']);
		expect(reader.loads).toEqual(['a', 'b', 'c', 'a', 'b', 'c']);
		expect(reader.runs[1][0].skip).toEqual({ a: [0, 1, 2], b: [], c: [] });
		expect(run.phase.kind).toBe('done');
		expect(results.map(({ liveCount }) => liveCount)).toEqual([4, 4, 4]);
	});

	it('while it loads: no network is called damaged for it', async () => {
		const { run, reader } = scriptedRun(2);
		reader.answerLoad = async ({ name }) => {
			if (name === 'a') return readyOf(name);
			throw reader.break();
		};
		await run.begin('auto');
		expect(run.phase).toMatchObject({
			kind: 'failed',
			error: { message: expect.stringContaining('ended without an error message') }
		});
		expect(run.failed).toEqual([]);
		reader.answerLoad = async ({ name }) => readyOf(name);
		await run.resume();
		expect(run.phase.kind).toBe('done');
		expect(run.readLive).toBe(2);
	});

	it('after the run: one’s own X-ray gets another', async () => {
		const { run, reader } = scriptedRun(2);
		await run.begin('auto');
		reader.break();
		await run.ensureReady();
		expect(reader.starts).toHaveLength(2);
		expect(run.phase.kind).toBe('done');
		expect(run.readyModels.size).toBe(3);
	});
});

describe('networks for one’s own X-ray', () => {
	it('are loaded without a run, and who waits for a load that is cancelled is told', async () => {
		const { run, reader } = scriptedRun(2);
		await run.ensureReady();
		expect(run.phase.kind).toBe('idle');
		expect(reader.runs).toEqual([]);

		const other = scriptedRun(2);
		other.reader.answerLoad = never;
		void other.run.begin('auto');
		await vi.waitFor(() => expect(other.run.phase.kind).toBe('loading'));
		const waiting = other.run.ensureReady();
		other.run.pause();
		await expect(waiting).rejects.toThrow('the download was cancelled');
	});
});
