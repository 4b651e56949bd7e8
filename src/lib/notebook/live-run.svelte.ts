import { asError } from '#lib/core/as-error.ts';
import { untilAborted } from '#lib/core/until-aborted.ts';
import type {
	BackendPreference,
	BackendReport,
	KneeReader,
	ReadyModel,
	RunProgress
} from '#lib/runtime/reader.types.ts';
import type { KneeTable } from './knee-table.ts';
import { LoadedNetworks, type ModelState } from './loaded-networks.svelte.ts';
import type { ModelResults } from './model-results.svelte.ts';
import type { StaticUrls } from './urls.ts';

export type RunPhase =
	| { kind: 'idle' }
	| { kind: 'starting' }
	| { kind: 'loading' }
	| { kind: 'measuring' }
	/** Slow machine: the run waits for the visitor's word. */
	| { kind: 'offered'; perSecond: number; seconds: number }
	| { kind: 'running' }
	| { kind: 'paused' }
	| { kind: 'done' }
	| { kind: 'failed'; error: Error };

/** A run that takes less than this on a slow backend starts by itself. */
const SHORT_RUN_SECONDS = 20;
const MEASURED_KNEES = 2;

/**
 * The live run: chooses a backend, loads the networks, reads the evaluated knees, and can be paused,
 * taken up again and started over on another backend. What failed is said; what was read stays. One job is under way at
 * a time; what an earlier one still brings changes no phase.
 */
export class LiveRun {
	readonly #table: KneeTable;
	readonly #results: readonly ModelResults[];
	readonly #urls: StaticUrls;
	readonly #createReader: () => KneeReader;
	readonly #networks: LoadedNetworks;
	#preference: BackendPreference = 'auto';
	#reader: KneeReader | null = null;
	/** Of the job under way. */
	#controller: AbortController | null = null;
	#preparing: Promise<void> | null = null;
	#phase = $state.raw<RunPhase>({ kind: 'idle' });
	#backend = $state.raw<BackendReport | null>(null);
	#progress = $state.raw<RunProgress | null>(null);

	constructor(
		table: KneeTable,
		results: readonly ModelResults[],
		urls: StaticUrls,
		createReader: () => KneeReader
	) {
		this.#table = table;
		this.#results = results;
		this.#urls = urls;
		this.#createReader = createReader;
		this.#networks = new LoadedNetworks(urls.models);
	}

	get phase(): RunPhase {
		return this.#phase;
	}

	get backend(): BackendReport | null {
		return this.#backend;
	}

	get progress(): RunProgress | null {
		return this.#progress;
	}

	modelState(name: string): ModelState {
		return this.#networks.state(name);
	}

	/** Networks that can read knees now. */
	get readyModels(): ReadonlyMap<string, ReadyModel> {
		return this.#networks.ready;
	}

	/** Networks that could not be loaded: a run goes on without them. */
	readonly failed: readonly ModelResults[] = $derived.by(() =>
		this.#results.filter(({ name }) => this.modelState(name).phase === 'failed')
	);

	readonly #reading: readonly ModelResults[] = $derived.by(() =>
		this.#results.filter((results) => !this.failed.includes(results))
	);

	/** Knee readings that a whole run takes, all networks that can be loaded together. */
	get totalReadings(): number {
		return this.#rows().length * this.#reading.length;
	}

	/** Rows of the evaluated split that every network that can be loaded has read live. */
	readonly readLive: number = $derived.by(() => {
		if (this.#reading.length === 0) return 0;
		return this.#table.evaluatedRows.filter((row) => this.#reading.every((m) => m.isLive(row)))
			.length;
	});

	/**
	 * From nothing to a run: backend, networks, then the run itself on real graphics hardware, or the
	 * offer of one with an estimate where it would be long.
	 */
	async begin(preference: BackendPreference): Promise<void> {
		this.#preference = preference;
		await this.#do(async (signal) => {
			await this.#prepare(signal);
			if (this.#backend!.accelerated) return this.#run(signal);
			this.#enter({ kind: 'measuring' }, signal);
			const perSecond = await this.#measure(signal);
			const seconds = this.totalReadings / perSecond;
			if (seconds <= SHORT_RUN_SECONDS) return this.#run(signal);
			return { kind: 'offered', perSecond, seconds };
		});
	}

	/** Accepts the offer, or goes on after a pause or a failure, from where the run was. */
	async resume(): Promise<void> {
		await this.#do(async (signal) => {
			if (!this.#usable) await this.#prepare(signal);
			return this.#run(signal);
		});
	}

	/** Ends the job under way at once, whether or not its worker answers; what was read and loaded stays. */
	pause(): void {
		if (!this.#controller) return;
		this.#controller.abort();
		this.#controller = null;
		this.#phase = this.#atRest();
	}

	/**
	 * Fetches the networks that failed once more. Where the others have read all knees, these read them too;
	 * else the run stays where it was. Not while a run is under way.
	 */
	async retryFailed(): Promise<void> {
		const before = this.#phase;
		await this.#do(async (signal) => {
			if (this.#usable) {
				this.#enter({ kind: 'loading' }, signal);
				await this.#networks.load(this.#reader!, this.failed, signal);
			} else await this.#prepare(signal);
			if (before.kind === 'done' || before.kind === 'failed') return this.#run(signal);
			return before;
		});
	}

	/** Reads grey images `[count, 224, 224]` with one network, while no run is under way or between its batches. */
	async readImages(model: string, pixels: Uint8Array, signal?: AbortSignal) {
		if (!this.#reader || !this.readyModels.has(model)) {
			throw new Error(`${model} is not loaded yet. Wait until the networks are ready.`);
		}
		return this.#reader.readImages(model, pixels, signal);
	}

	/**
	 * Waits until the networks are loaded, and loads them where nobody has, without reading any knee. A run that is
	 * being prepared goes on.
	 *
	 * @throws Error why no network is ready
	 */
	async ensureReady(): Promise<void> {
		const waited = this.#preparing !== null;
		await this.#prepared();
		if (!this.#usable && !waited) {
			const before = this.#phase;
			await this.#do(async (signal) => {
				await this.#prepare(signal);
				return before.kind === 'failed' ? this.#atRest() : before;
			});
			await this.#prepared();
		}
		if (this.#usable) return;
		throw this.#phase.kind === 'failed'
			? this.#phase.error
			: new Error('The networks were not fetched, because that was cancelled. Try it again.');
	}

	async dispose(): Promise<void> {
		this.pause();
		await this.#reader?.dispose();
		this.#reader = null;
	}

	/** Whether there are networks to read with. */
	get #usable(): boolean {
		return this.#reader !== null && !this.#reader.ended && this.readyModels.size > 0;
	}

	/** Rows to read: the evaluated split, and val where its results are not stored (the weights need it). */
	#rows(): number[] {
		const rows = [...this.#table.evaluatedRows];
		if (this.#table.evaluated !== 'val' && !this.#results.every((m) => m.hasStored)) {
			rows.push(...this.#table.rows('val'));
		}
		return rows;
	}

	async #prepared(): Promise<void> {
		while (this.#preparing) await this.#preparing.catch(() => {});
	}

	async #prepare(signal: AbortSignal): Promise<void> {
		const preparing = this.#startAndLoad(signal);
		this.#preparing = preparing;
		try {
			await preparing;
		} finally {
			if (this.#preparing === preparing) this.#preparing = null;
		}
	}

	async #startAndLoad(signal: AbortSignal): Promise<void> {
		this.#enter({ kind: 'starting' }, signal);
		this.#reader ??= this.#createReader();
		this.#networks.forget();
		const reader = this.#reader;
		const onBackend = (report: BackendReport) => {
			if (this.#reader === reader) this.#backend = report;
		};
		const starting = reader.start(this.#preference, signal, onBackend);
		this.#backend = await untilAborted(starting, signal);
		this.#enter({ kind: 'loading' }, signal);
		await this.#networks.load(this.#reader, this.#results, signal);
	}

	async #measure(signal: AbortSignal): Promise<number> {
		const knees = this.#rows()
			.slice(0, MEASURED_KNEES)
			.map((row) => this.#table.knees[row]);
		const started = performance.now();
		let readings = 0;
		for (const name of this.readyModels.keys()) {
			const request = {
				models: [name],
				knees,
				shards: this.#shards(),
				batchSize: MEASURED_KNEES
			};
			const measured = this.#reader!.run(
				request,
				() => {},
				() => {},
				signal
			);
			await untilAborted(measured, signal);
			readings += knees.length;
		}
		return readings / ((performance.now() - started) / 1000);
	}

	async #run(signal: AbortSignal): Promise<RunPhase> {
		this.#enter({ kind: 'running' }, signal);
		const rows = this.#rows();
		const ready = this.readyModels;
		const byName = new Map(this.#results.map((results) => [results.name, results]));
		const names = [...ready.keys()];
		const skip = Object.fromEntries(
			names.map((name) => [
				name,
				rows.flatMap((row, index) => (byName.get(name)!.isLive(row) ? [index] : []))
			])
		);
		const reading = this.#reader!.run(
			{
				models: names,
				knees: rows.map((row) => this.#table.knees[row]),
				shards: this.#shards(),
				skip
			},
			(batch) =>
				byName.get(batch.model)!.addLive(
					batch.rows.map((index) => rows[index]),
					batch.readings,
					ready.get(batch.model)!.grid
				),
			(progress) => {
				if (!signal.aborted) this.#progress = progress;
			},
			signal
		);
		await untilAborted(reading, signal);
		return { kind: 'done' };
	}

	#shards() {
		return this.#table.manifest.splits.flatMap(({ split, shards }) =>
			shards.map((shard) => ({
				...shard,
				split,
				file: new URL(shard.file, this.#urls.testset).href
			}))
		);
	}

	/** Where a run is that was stopped: it has read everything, something, or nothing. */
	#atRest(): RunPhase {
		const all = this.#table.evaluatedRows.length;
		if (all > 0 && this.readLive === all) return { kind: 'done' };
		return { kind: this.#results.some(({ liveCount }) => liveCount > 0) ? 'paused' : 'idle' };
	}

	#enter(phase: RunPhase, signal: AbortSignal): void {
		signal.throwIfAborted();
		this.#phase = phase;
	}

	/** Runs one job at a time, which says what phase it ends in; any failure but an abort is kept for the page to say. */
	async #do(job: (signal: AbortSignal) => Promise<RunPhase>): Promise<void> {
		this.#controller?.abort();
		const controller = new AbortController();
		this.#controller = controller;
		const end = (phase: RunPhase) => {
			if (this.#controller !== controller) return;
			this.#controller = null;
			this.#phase = phase;
		};
		try {
			end(await job(controller.signal));
		} catch (error) {
			end({ kind: 'failed', error: asError(error) });
		}
	}
}
