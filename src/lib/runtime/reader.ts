import type { BackendPreference, BackendReport } from '#lib/core/backend.ts';
import type { LayerGraph } from '#lib/core/layer-graph.ts';
import type { InputPreparation, ModelCard } from '#lib/core/model-card.ts';
import type { FeatureGrid, Readings } from '#lib/core/study.ts';
import type { FetchBytes } from '#lib/data/file-reference.ts';
import { imageSize } from '#lib/data/grey-png.ts';
import { modelFingerprint } from '#lib/data/load-models.ts';
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
import { ReliableEngine, type ReaderEngine } from './reliable-engine.ts';
import { RunPace } from './run-pace.ts';
import { ShardImages } from './shard-images.ts';

export interface EngineReaderOptions {
	/** Gets absolute addresses. */
	fetchBytes: FetchBytes;
	/** Addresses of the WebAssembly binaries by file name; not needed in Node. */
	wasmPaths?: Record<string, string>;
	engine?: ReaderEngine;
}

const imagePixels = imageSize * imageSize;

/** Reads knees with the engine, in a worker or in Node. */
export class EngineReader implements KneeReader {
	readonly #fetchBytes: FetchBytes;
	readonly #engine: ReliableEngine;
	readonly #images: ShardImages;
	/** Batch size of each network that is ready. */
	readonly #models = new Map<string, number>();
	readonly #loading = new Map<string, { signal?: AbortSignal; ready: Promise<ReadyModel> }>();
	#ended = true;

	constructor({ fetchBytes, wasmPaths, engine = new Engine() }: EngineReaderOptions) {
		this.#fetchBytes = fetchBytes;
		this.#engine = new ReliableEngine(engine, {
			wasmPaths,
			fetchBinary: (url) => fetchBytes(url)
		});
		this.#images = new ShardImages(fetchBytes);
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
		const rows = new Map(request.models.map((name) => [name, rowsToRead(request, name)]));
		const left = [...rows.values()].reduce((sum, { length }) => sum + length, 0);
		const total = request.knees.length;
		const pace = new RunPace(total, request.models.length, total * request.models.length - left);
		try {
			for (const [model, toRead] of rows) {
				let done = total - toRead.length;
				onProgress(pace.advance(model, done, 0));
				for await (const batch of this.#readBatches(model, toRead, request, signal)) {
					onBatch(batch);
					done += batch.rows.length;
					onProgress(pace.advance(model, done, batch.rows.length));
				}
			}
		} catch (error) {
			if (signal?.aborted) return { outcome: 'cancelled' };
			throw error;
		}
		return { outcome: 'done' };
	}

	async readImages(model: string, pixels: Uint8Array, signal?: AbortSignal): Promise<Readings> {
		signal?.throwIfAborted();
		this.#require(model);
		return this.#engine.read(model, pixels, pixels.length / imagePixels);
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
			if (loaded) return loadModel(card, baseUrl, this.#fetchBytes, () => {});
			const onBytes = (bytes: number) => onProgress({ phase: 'downloading', bytes, totalBytes });
			onBytes(0);
			const graph = await loadModel(card, baseUrl, this.#fetchBytes, onBytes, signal);
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
	async *#readBatches(
		model: string,
		rows: readonly number[],
		request: RunRequest,
		signal: AbortSignal | undefined
	): AsyncGenerator<RunBatch> {
		const size = request.batchSize ?? this.#require(model);
		const fetch = (start: number) => {
			const batch = rows.slice(start, start + size);
			const knees = batch.map((row) => request.knees[row]);
			const pixels = this.#images.read(knees, request.shards, signal);
			pixels.catch(() => {});
			return { rows: batch, pixels };
		};
		let next = fetch(0);
		for (let start = 0; start < rows.length; start += size) {
			await letMessagesIn();
			signal?.throwIfAborted();
			const batch = next;
			const pixels = await batch.pixels;
			next = fetch(start + size);
			const readings = await this.#engine.read(model, pixels, batch.rows.length);
			signal?.throwIfAborted();
			yield { model, rows: batch.rows, readings };
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

function rowsToRead({ knees, skip }: RunRequest, model: string): number[] {
	const read = new Set(skip?.[model]);
	return [...knees.keys()].filter((row) => !read.has(row));
}

/** Lets a worker take messages, such as a cancel, between batches that never wait for anything else. */
function letMessagesIn(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve));
}
