import { asError } from '#lib/core/async/as-error.ts';
import { READING_METHOD } from '#lib/core/explain/attribution-methods.ts';
import { untilAborted } from '#lib/core/async/until-aborted.ts';
import type {
	BackendPreference,
	BackendReport,
	KneeReader,
	ReadyModel,
	RunProgress
} from '#lib/runtime/reader/reader.types.ts';
import type { KneeTable } from './knee-table.ts';
import { LoadedNetworks, type ModelState } from './loaded-networks.svelte.ts';
import type { ModelResults } from './model-results.svelte.ts';
import { savesData, startsByItself } from './run-start.ts';
import type { RunSpeeds } from './run-speeds.ts';
import type { ServedFolders } from '#lib/data/sources/study-source.ts';

export type RunPhase =
	| { kind: 'idle' }
	| { kind: 'starting' }
	| { kind: 'loading' }
	/** The run waits for the visitor's word; how long it took on an earlier visit, null where that is not known. */
	| { kind: 'offered'; seconds: number | null }
	| { kind: 'running' }
	| { kind: 'paused' }
	| { kind: 'done' }
	| { kind: 'failed'; error: Error };

/**
 * The live run: chooses a backend, loads the networks, reads the evaluated knees, and can be paused,
 * taken up again and started over on another backend. What failed is said; what was read stays. One job is under way at
 * a time; what an earlier one still brings changes no phase.
 */
export class LiveRun {
	readonly #table: KneeTable;
	readonly #results: readonly ModelResults[];
	readonly #served: ServedFolders | null;
	readonly #createReader: () => KneeReader;
	readonly #networks: LoadedNetworks;
	readonly #speeds: RunSpeeds;
	#preference: BackendPreference = 'auto';
	#reader: KneeReader | null = null;
	/** Of the job under way. */
	#controller: AbortController | null = null;
	#preparing: Promise<void> | null = null;
	/** Whether the visitor has started or stopped the run. */
	#asked = false;
	#phase = $state.raw<RunPhase>({ kind: 'idle' });
	#backend = $state.raw<BackendReport | null>(null);
	#progress = $state.raw<RunProgress | null>(null);

	/** @param served from where networks and shards are fetched; null where there are none, and nothing can be run */
	constructor(
		table: KneeTable,
		results: readonly ModelResults[],
		served: ServedFolders | null,
		createReader: () => KneeReader,
		speeds: RunSpeeds
	) {
		this.#table = table;
		this.#results = served ? results : [];
		this.#served = served;
		this.#speeds = speeds;
		this.#createReader = createReader;
		this.#networks = new LoadedNetworks(served?.models ?? '');
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

	/** Bytes of the networks and of the knees that a whole run reads; what was fetched before costs nothing. */
	get bytesToFetch(): number {
		const splits = new Set(this.#rows().map((row) => this.#table.knees[row].split));
		const files = [
			...this.#results.flatMap(({ card }) => card.weights.files),
			...this.#shards().filter(({ split }) => splits.has(split))
		];
		return files.reduce((sum, { bytes }) => sum + bytes, 0);
	}

	/** On which backend the next start shall run. */
	prefer(preference: BackendPreference): void {
		if (preference !== this.#preference) this.#backend = null;
		this.#preference = preference;
	}

	/**
	 * From nothing to a run where one starts by itself, else to the offer of one. Nothing is fetched for an offer but
	 * what chooses the backend, and not even that where the visitor saves data. Where the visitor has already started or
	 * stopped a run, that stands; networks that an own X-ray waits for are fetched first.
	 */
	async begin(preference: BackendPreference): Promise<void> {
		this.prefer(preference);
		if (this.#preparing) await this.#prepared();
		if (this.#asked || this.#results.length === 0) return;
		if (savesData()) {
			this.#phase = { kind: 'offered', seconds: null };
			return;
		}
		await this.#do(async (signal) => {
			const offer = await this.#inPreparation(this.#prepareOrOffer(signal));
			return offer ?? this.#run(signal);
		});
	}

	/** Starts the run, or goes on after a pause or a failure, from where the run was. */
	async resume(): Promise<void> {
		this.#asked = true;
		await this.#do(async (signal) => {
			await this.#prepare(signal);
			return this.#run(signal);
		});
	}

	/** Ends the job under way at once, whether or not its worker answers; what was read and loaded stays. */
	pause(): void {
		this.#asked = true;
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

	/** Reads and explains grey images `[count, 224, 224]` with one network, while no run is under way or between its batches. */
	async readImages(model: string, pixels: Uint8Array, signal?: AbortSignal) {
		if (!this.#reader || !this.readyModels.has(model)) {
			throw new Error(`${model} is not loaded yet. Wait until the networks are ready.`);
		}
		return this.#reader.readImages(model, pixels, READING_METHOD, signal);
	}

	/**
	 * Waits until the networks are loaded, and loads them where they are not, without reading any knee. A run that is
	 * being prepared goes on.
	 *
	 * @throws Error why no network is ready
	 */
	async ensureReady(): Promise<void> {
		const waited = this.#preparing !== null;
		await this.#prepared();
		if (!this.#usable && (!waited || this.#phase.kind === 'offered')) {
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
			: new Error('The networks were not fetched, because the download was cancelled. Try again.');
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

	#prepare(signal: AbortSignal): Promise<void> {
		return this.#inPreparation(this.#startAndLoad(signal));
	}

	async #inPreparation<Value>(work: Promise<Value>): Promise<Value> {
		const preparing = work.then(() => {});
		this.#preparing = preparing;
		try {
			return await work;
		} finally {
			await preparing.catch(() => {});
			if (this.#preparing === preparing) this.#preparing = null;
		}
	}

	async #prepareOrOffer(signal: AbortSignal): Promise<RunPhase | null> {
		const backend = await this.#start(signal);
		const seconds = this.#secondsOn(backend);
		if (startsByItself(backend, seconds)) {
			await this.#startAndLoad(signal);
			return null;
		}
		const offer: RunPhase = { kind: 'offered', seconds };
		this.#enter(offer, signal);
		return offer;
	}

	/** Starts a reader where there is none, and loads the networks that are neither ready nor known to fail. */
	async #startAndLoad(signal: AbortSignal): Promise<void> {
		await this.#start(signal);
		const ready = this.readyModels;
		const missing = this.#results.filter(
			(network) => !ready.has(network.name) && (ready.size === 0 || !this.failed.includes(network))
		);
		if (missing.length === 0) return;
		this.#enter({ kind: 'loading' }, signal);
		await this.#networks.load(this.#reader!, missing, signal);
	}

	async #start(signal: AbortSignal): Promise<BackendReport> {
		if (this.#reader && !this.#reader.ended && this.#backend) return this.#backend;
		this.#enter({ kind: 'starting' }, signal);
		const reader = (this.#reader ??= this.#createReader());
		this.#networks.forget();
		this.#backend = null;
		const onBackend = (report: BackendReport) => {
			if (this.#reader === reader) this.#backend = report;
		};
		const starting = reader.start(this.#preference, signal, onBackend);
		return (this.#backend = await untilAborted(starting, signal));
	}

	/** How long a whole run would take by what was measured before; null where that is not known of all networks. */
	#secondsOn({ backend }: BackendReport): number | null {
		const speeds = this.#results.map(({ card }) => this.#speeds.secondsPerReading(card, backend));
		const knees = this.#rows().length;
		return speeds.reduce<number | null>(
			(sum, seconds) => (sum === null || seconds === null ? null : sum + knees * seconds),
			0
		);
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
				explain: READING_METHOD,
				skip
			},
			({ model, rows: read, readings, maps }) => {
				const results = byName.get(model)!;
				const knees = read.map((index) => rows[index]);
				results.addLive(knees, readings);
				if (maps) results.explanations.addLive(knees, maps, ready.get(model)!.grid);
			},
			(progress) => {
				if (!signal.aborted) this.#takeProgress(progress);
			},
			signal
		);
		try {
			await untilAborted(reading, signal);
		} finally {
			this.#speeds.keep();
		}
		return { kind: 'done' };
	}

	#takeProgress(progress: RunProgress): void {
		this.#progress = progress;
		const { model, secondsPerReading } = progress;
		const network = this.#results.find(({ name }) => name === model);
		if (!network || secondsPerReading === null) return;
		this.#speeds.measured(network.card, this.#backend!.backend, secondsPerReading);
	}

	#shards() {
		const served = this.#served;
		if (!served) return [];
		return this.#table.manifest.splits.flatMap(({ split, shards }) =>
			shards.map((shard) => ({
				...shard,
				split,
				file: new URL(shard.file, served.testset).href
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
