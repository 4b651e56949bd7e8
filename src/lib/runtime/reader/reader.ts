import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { BackendPreference, BackendReport } from '#lib/core/network/backend.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import { answerCount } from '#lib/core/network/layer-shapes.ts';
import type { InputPreparation, ModelCard } from '#lib/core/records/model-card.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import type { FileStore } from '#lib/data/files/file-store.ts';
import { imageSize } from '#lib/data/images/grey-png.ts';
import { modelFingerprint } from '#lib/data/models/load-models.ts';
import { Engine } from '#lib/engine/engine.ts';
import { loadModel } from './load-model.ts';
import type {
	KneeReader,
	ModelProgress,
	ReadyModel,
	RunBatch,
	RunOutcome,
	RunProgress,
	RunRequest
} from './reader.types.ts';
import { readingTurns, type ReadingTurn } from './reading-turns.ts';
import { ReliableEngine, type ReaderEngine } from './reliable-engine.ts';
import { RunPace } from './run-pace.ts';
import { ShardImages } from './shard-images.ts';

export interface EngineReaderOptions {
	/** Gets absolute addresses. */
	files: FileStore;
	/** Addresses of the WebAssembly binaries by file name; not needed in Node. */
	wasmPaths?: Record<string, string>;
	engine?: ReaderEngine;
}

const imagePixels = imageSize * imageSize;

/** Reads knees with the engine, in a worker or in Node. */
export class EngineReader implements KneeReader {
	readonly #files: FileStore;
	readonly #engine: ReliableEngine;
	readonly #images: ShardImages;
	/** Batch size of each network that is ready. */
	readonly #models = new Map<string, number>();
	readonly #loading = new Map<string, { signal?: AbortSignal; ready: Promise<ReadyModel> }>();
	#ended = true;

	constructor({ files, wasmPaths, engine = new Engine() }: EngineReaderOptions) {
		this.#files = files;
		this.#engine = new ReliableEngine(engine, {
			wasmPaths,
			fetchBinary: (url) => files.fetchBytes(url)
		});
		this.#images = new ShardImages(files);
	}

	get ended(): boolean {
		return this.#ended;
	}

	async start(
		preference: BackendPreference,
		_signal?: AbortSignal,
		onBackend?: (report: BackendReport) => void
	): Promise<BackendReport> {
		this.#ended = true;
		this.#models.clear();
		this.#loading.clear();
		const report = await this.#engine.start(preference, onBackend);
		this.#ended = false;
		return report;
	}

	load(
		card: ModelCard,
		baseUrl: string,
		onProgress: (progress: ModelProgress) => void,
		signal?: AbortSignal
	): Promise<ReadyModel> {
		const pending = this.#loading.get(card.name);
		if (pending && !pending.signal?.aborted) return pending.ready;
		const loading = { signal, ready: this.#load(card, baseUrl, onProgress, signal) };
		this.#loading.set(card.name, loading);
		const forget = () => {
			if (this.#loading.get(card.name) === loading) this.#loading.delete(card.name);
		};
		loading.ready.then(forget, forget);
		return loading.ready;
	}

	/**
	 * Makes a network ready that was read from elsewhere, e.g. a Keras file.
	 * @param read Called again when the device was lost or another backend takes over.
	 */
	async add(
		name: string,
		read: () => Promise<LayerGraph>,
		preparation: InputPreparation,
		fingerprint: string
	): Promise<ReadyModel> {
		const { grid, features, batchSize } = await this.#engine.add(name, read, preparation);
		this.#models.set(name, batchSize);
		return { name, grid, features, fingerprint };
	}

	async run(
		request: RunRequest,
		onBatch: (batch: RunBatch) => void,
		onProgress: (progress: RunProgress) => void,
		signal?: AbortSignal
	): Promise<RunOutcome> {
		const turns = readingTurns(request, (model) => request.batchSize ?? this.#require(model));
		const left = new Map(request.models.map((model) => [model, 0]));
		for (const { model, rows } of turns) left.set(model, left.get(model)! + rows.length);
		const pace = new RunPace(left, request.knees.length);
		try {
			for (const model of request.models) onProgress(pace.begin(model));
			for await (const batch of this.#readTurns(turns, request, signal)) {
				onBatch(batch);
				onProgress(pace.advance(batch.model, batch.rows.length));
			}
		} catch (error) {
			if (signal?.aborted) return { outcome: 'cancelled' };
			throw error;
		}
		return { outcome: 'done' };
	}

	async readImages(
		model: string,
		pixels: Uint8Array,
		method: MethodId,
		signal?: AbortSignal
	): Promise<ExplainedReadings> {
		signal?.throwIfAborted();
		this.#require(model);
		return this.#engine.readAndExplain(model, pixels, pixels.length / imagePixels, method);
	}

	async dispose(): Promise<void> {
		this.#ended = true;
		this.#models.clear();
		this.#loading.clear();
		await this.#engine.dispose();
	}

	async #load(
		card: ModelCard,
		baseUrl: string,
		onProgress: (progress: ModelProgress) => void,
		signal: AbortSignal | undefined
	): Promise<ReadyModel> {
		const totalBytes = card.weights.files.reduce((sum, { bytes }) => sum + bytes, 0);
		let loaded = false;
		const read = async () => {
			if (loaded) return loadModel(card, baseUrl, this.#files, () => {});
			const onBytes = (bytes: number) => onProgress({ phase: 'downloading', bytes, totalBytes });
			onBytes(0);
			const graph = await loadModel(card, baseUrl, this.#files, onBytes, signal);
			requireClasses(card, graph);
			signal?.throwIfAborted();
			onProgress({ phase: 'compiling' });
			loaded = true;
			return graph;
		};
		const fingerprint = await modelFingerprint(card);
		const ready = await this.add(card.name, read, card, fingerprint);
		onProgress({ phase: 'ready' });
		return { ...ready, grid: placed(ready.grid, card) };
	}

	/** One batch after the other; the images of the next one are read while the engine works. */
	async *#readTurns(
		turns: readonly ReadingTurn[],
		request: RunRequest,
		signal: AbortSignal | undefined
	): AsyncGenerator<RunBatch> {
		let fetched: { rows: readonly number[]; pixels: Promise<Uint8Array> } | null = null;
		const fetch = (rows: readonly number[]) => {
			if (fetched && sameRows(fetched.rows, rows)) return fetched.pixels;
			const knees = rows.map((row) => request.knees[row]);
			const pixels = this.#images.read(knees, request.shards, signal);
			pixels.catch(() => {});
			fetched = { rows, pixels };
			return pixels;
		};
		for (const [turn, { model, rows }] of turns.entries()) {
			await letMessagesIn();
			signal?.throwIfAborted();
			const pixels = await fetch(rows);
			if (turn + 1 < turns.length) void fetch(turns[turn + 1].rows);
			const { explain } = request;
			const { readings, maps } = explain
				? await this.#engine.readAndExplain(model, pixels, rows.length, explain)
				: { readings: await this.#engine.read(model, pixels, rows.length), maps: null };
			signal?.throwIfAborted();
			yield { model, rows, readings, maps };
		}
	}

	/** @returns its batch size */
	#require(model: string): number {
		const batchSize = this.#models.get(model);
		if (batchSize === undefined) throw new Error(`${model} is not ready. Load it first.`);
		return batchSize;
	}
}

/** The grid where its cells were measured to look, if they were. */
function placed(grid: FeatureGrid, { heatCentre }: ModelCard): FeatureGrid {
	return heatCentre ? { ...grid, offsetX: heatCentre.x, offsetY: heatCentre.y } : grid;
}

function sameRows(a: readonly number[], b: readonly number[]): boolean {
	return a.length === b.length && a.every((row, i) => row === b[i]);
}

/** Lets a worker take messages, such as a cancel, between batches that never wait for anything else. */
function letMessagesIn(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}

/** @throws Error where a network answers with another number of classes than its card names */
function requireClasses({ name, classes }: ModelCard, graph: LayerGraph): void {
	const answers = answerCount(graph);
	if (answers === classes.length) return;
	throw new Error(
		`${name}/model.json gives ${answers} numbers, ${name}/card.json lists ${classes.length} classes.`
	);
}
