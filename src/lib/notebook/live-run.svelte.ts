import { asError } from '#lib/core/as-error.ts';
import type {
	BackendPreference,
	BackendReport,
	KneeReader,
	ModelProgress,
	ReadyModel,
	RunProgress
} from '#lib/runtime/reader.types.ts';
import type { KneeTable } from './knee-table.ts';
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

export type ModelState = ModelProgress | { phase: 'waiting' } | { phase: 'failed'; error: Error };

/** A run that takes less than this on a slow backend starts by itself. */
const SHORT_RUN_SECONDS = 20;
const MEASURED_KNEES = 2;

/**
 * The live run: chooses a backend, loads the networks, reads the evaluated knees, and can be paused,
 * taken up again and started over on another backend. What failed is said; what was read stays.
 */
export class LiveRun {
	readonly #table: KneeTable;
	readonly #results: readonly ModelResults[];
	readonly #urls: StaticUrls;
	readonly #createReader: () => KneeReader;
	#reader: KneeReader | null = null;
	#controller: AbortController | null = null;
	#preparing: Promise<void> | null = null;
	#ready = $state.raw<ReadonlyMap<string, ReadyModel>>(new Map());
	#phase = $state.raw<RunPhase>({ kind: 'idle' });
	#backend = $state.raw<BackendReport | null>(null);
	#models = $state.raw<ReadonlyMap<string, ModelState>>(new Map());
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
		this.#models = new Map(results.map(({ name }) => [name, { phase: 'waiting' }]));
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
		return this.#models.get(name) ?? { phase: 'waiting' };
	}

	/** Networks that can read knees now. */
	get readyModels(): ReadonlyMap<string, ReadyModel> {
		return this.#ready;
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
		await this.#guarded(async () => {
			await this.#prepare(preference);
			if (this.#backend!.accelerated) return this.#run();
			this.#phase = { kind: 'measuring' };
			const perSecond = await this.#measure();
			const seconds = this.totalReadings / perSecond;
			if (seconds <= SHORT_RUN_SECONDS) return this.#run();
			this.#phase = { kind: 'offered', perSecond, seconds };
		});
	}

	/** Accepts the offer, or goes on after a pause or a failure, from where the run was. */
	async resume(): Promise<void> {
		await this.#guarded(async () => {
			if (!this.#reader || this.#ready.size === 0) await this.#prepare('auto');
			await this.#run();
		});
	}

	pause(): void {
		this.#controller?.abort();
	}

	/**
	 * Fetches the networks that failed once more. Where the others have read all knees, these read them too;
	 * else the run stays where it was. Not while a run is under way.
	 */
	async retryFailed(): Promise<void> {
		const before = this.#phase;
		await this.#guarded(async () => {
			if (!this.#reader || this.#ready.size === 0) {
				await this.#prepare('auto');
			} else {
				this.#phase = { kind: 'loading' };
				await this.#load(this.failed);
			}
			if (before.kind === 'done' || before.kind === 'failed') return this.#run();
			this.#phase = before;
		});
	}

	/** Reads grey images `[count, 224, 224]` with one network, while no run is under way or between its batches. */
	async readImages(model: string, pixels: Uint8Array, signal?: AbortSignal) {
		if (!this.#reader || !this.#ready.has(model)) {
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
		await this.#prepared();
		if (this.#ready.size > 0) return;
		await this.#guarded(async () => {
			await this.#prepare('auto');
			this.#phase = { kind: 'idle' };
		});
		await this.#prepared();
		if (this.#ready.size > 0) return;
		throw this.#phase.kind === 'failed'
			? this.#phase.error
			: new Error('The networks were not fetched, because the run was paused. Try it again.');
	}

	async dispose(): Promise<void> {
		this.#controller?.abort();
		await this.#reader?.dispose();
		this.#reader = null;
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

	async #prepare(preference: BackendPreference): Promise<void> {
		const preparing = this.#startAndLoad(preference);
		this.#preparing = preparing;
		try {
			await preparing;
		} finally {
			if (this.#preparing === preparing) this.#preparing = null;
		}
	}

	async #startAndLoad(preference: BackendPreference): Promise<void> {
		this.#phase = { kind: 'starting' };
		this.#reader ??= this.#createReader();
		this.#backend = await this.#reader.start(preference);
		this.#phase = { kind: 'loading' };
		this.#ready = new Map();
		await this.#load(this.#results);
	}

	/** Loads networks one after the other; one that fails is left out, and only if none is ready it throws. */
	async #load(results: readonly ModelResults[]): Promise<void> {
		const failures: Error[] = [];
		for (const { card, name } of results) {
			try {
				const ready = await this.#reader!.load(
					card,
					`${this.#urls.models}${name}/`,
					(progress) => this.#setModel(name, progress),
					this.#signal
				);
				this.#ready = new Map(this.#ready).set(name, ready);
				this.#setModel(name, { phase: 'ready' });
			} catch (error) {
				if (this.#signal?.aborted) throw error;
				failures.push(asError(error));
				this.#setModel(name, { phase: 'failed', error: asError(error) });
			}
		}
		if (this.#ready.size === 0 && failures.length > 0) throw failures[0];
	}

	async #measure(): Promise<number> {
		const knees = this.#rows()
			.slice(0, MEASURED_KNEES)
			.map((row) => this.#table.knees[row]);
		const started = performance.now();
		let readings = 0;
		for (const name of this.#ready.keys()) {
			await this.#reader!.run(
				{ models: [name], knees, shards: this.#shards(), batchSize: MEASURED_KNEES },
				() => {},
				() => {},
				this.#signal
			);
			readings += knees.length;
		}
		return readings / ((performance.now() - started) / 1000);
	}

	async #run(): Promise<void> {
		this.#phase = { kind: 'running' };
		const rows = this.#rows();
		const byName = new Map(this.#results.map((results) => [results.name, results]));
		const names = [...this.#ready.keys()];
		const skip = Object.fromEntries(
			names.map((name) => [
				name,
				rows.flatMap((row, index) => (byName.get(name)!.isLive(row) ? [index] : []))
			])
		);
		const { outcome } = await this.#reader!.run(
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
					this.#ready.get(batch.model)!.grid
				),
			(progress) => (this.#progress = progress),
			this.#signal
		);
		this.#phase = { kind: outcome === 'cancelled' ? 'paused' : 'done' };
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

	#setModel(name: string, state: ModelState): void {
		this.#models = new Map(this.#models).set(name, state);
	}

	get #signal(): AbortSignal | undefined {
		return this.#controller?.signal;
	}

	/** Runs one job at a time; an abort is a pause, any other failure is kept for the page to say. */
	async #guarded(job: () => Promise<void>): Promise<void> {
		this.#controller?.abort();
		const controller = new AbortController();
		this.#controller = controller;
		try {
			await job();
		} catch (error) {
			if (this.#controller !== controller) return;
			this.#phase = controller.signal.aborted
				? { kind: 'paused' }
				: { kind: 'failed', error: asError(error) };
		}
	}
}
