import type { BackendPreference, BackendReport } from '#lib/core/backend.ts';
import type { LayerGraph } from '#lib/core/layer-graph.ts';
import type { Exposure, InputPreparation, ModelCard, Preprocessing } from '#lib/core/model-card.ts';
import type { FeatureGrid, Readings } from '#lib/core/study.ts';
import type { FetchBytes } from '#lib/data/file-reference.ts';
import { imageSize } from '#lib/data/grey-png.ts';
import { modelFingerprint } from '#lib/data/load-models.ts';
import { Engine } from '#lib/engine/engine.ts';
import { DeviceLostError } from '#lib/engine/errors.ts';
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
import { RunPace } from './run-pace.ts';
import { ShardImages } from './shard-images.ts';

/** The part of the engine that a reader uses. */
export interface ReaderEngine extends Pick<Engine, 'start' | 'read' | 'dispose'> {
	compile(
		name: string,
		graph: LayerGraph,
		preprocessing: Preprocessing,
		exposure: Exposure,
		imageSize: readonly [number, number]
	): Promise<{ grid: FeatureGrid; features: number; batchSize: number }>;
}

export interface EngineReaderOptions {
	/** Gets absolute addresses. */
	fetchBytes: FetchBytes;
	/** Addresses of the WebAssembly binaries by file name; not needed in Node. */
	wasmPaths?: Record<string, string>;
	engine?: ReaderEngine;
}

interface LoadedModel {
	batchSize: number;
	/** Puts the network on the device again after that was lost. */
	restore: () => Promise<unknown>;
}

const imagePixels = imageSize * imageSize;

/** Reads knees with the engine, in a worker or in Node. */
export class EngineReader implements KneeReader {
	readonly #fetchBytes: FetchBytes;
	readonly #wasmPaths: Record<string, string> | undefined;
	readonly #engine: ReaderEngine;
	readonly #images: ShardImages;
	readonly #models = new Map<string, LoadedModel>();
	readonly #loading = new Map<string, { signal?: AbortSignal; ready: Promise<ReadyModel> }>();
	#ended = true;
	#preference: BackendPreference = 'auto';

	constructor({ fetchBytes, wasmPaths, engine = new Engine() }: EngineReaderOptions) {
		this.#fetchBytes = fetchBytes;
		this.#wasmPaths = wasmPaths;
		this.#engine = engine;
		this.#images = new ShardImages(fetchBytes);
	}

	get ended(): boolean {
		return this.#ended;
	}

	async start(preference: BackendPreference): Promise<BackendReport> {
		this.#preference = preference;
		this.#ended = true;
		this.#models.clear();
		this.#loading.clear();
		const report = await this.#startEngine();
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
	 * @param read Called again when the device was lost.
	 */
	async add(
		name: string,
		read: () => Promise<LayerGraph>,
		preparation: InputPreparation,
		fingerprint: string
	): Promise<ReadyModel> {
		const restore = async () => this.#compile(name, await read(), preparation);
		const { grid, features, batchSize } = await restore();
		const ready = { name, grid, features, fingerprint };
		this.#models.set(name, { batchSize, restore });
		return ready;
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
		return this.#readSafely(model, pixels, pixels.length / imagePixels, { restarts: 1 });
	}

	async dispose(): Promise<void> {
		this.#ended = true;
		this.#models.clear();
		this.#loading.clear();
		await this.#engine.dispose();
	}

	#startEngine(): Promise<BackendReport> {
		return this.#engine.start(this.#preference, {
			wasmPaths: this.#wasmPaths,
			fetchBinary: (url) => this.#fetchBytes(url)
		});
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

	#compile(
		name: string,
		graph: LayerGraph,
		{ preprocessing, exposure }: InputPreparation
	): ReturnType<ReaderEngine['compile']> {
		const size = [imageSize, imageSize] as const;
		return this.#engine.compile(name, graph, preprocessing, exposure, size);
	}

	/** One batch after the other; the images of the next one are read while the engine works. */
	async *#readBatches(
		model: string,
		rows: readonly number[],
		request: RunRequest,
		signal: AbortSignal | undefined
	): AsyncGenerator<RunBatch> {
		const size = request.batchSize ?? this.#require(model).batchSize;
		const recovery = { restarts: 1 };
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
			const readings = await this.#readSafely(model, pixels, batch.rows.length, recovery);
			signal?.throwIfAborted();
			yield { model, rows: batch.rows, readings };
		}
	}

	/** Reads once more after starting the engine anew where the device was lost. */
	async #readSafely(
		model: string,
		pixels: Uint8Array,
		count: number,
		recovery: { restarts: number }
	): Promise<Readings> {
		try {
			return await this.#engine.read(model, pixels, count);
		} catch (error) {
			if (!(error instanceof DeviceLostError) || recovery.restarts === 0) throw error;
			recovery.restarts -= 1;
			await this.#startEngine();
			for (const { restore } of this.#models.values()) await restore();
			return this.#engine.read(model, pixels, count);
		}
	}

	#require(model: string): LoadedModel {
		const loaded = this.#models.get(model);
		if (!loaded) throw new Error(`${model} is not ready. Load it first.`);
		return loaded;
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
