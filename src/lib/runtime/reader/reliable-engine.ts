import { asError } from '#lib/core/async/as-error.ts';
import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { BackendName, BackendPreference, BackendReport } from '#lib/core/network/backend.ts';
import type { LayerGraph } from '#lib/core/network/layer-graph.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { Exposure, InputPreparation, Preprocessing } from '#lib/core/records/model-card.ts';
import type { FeatureGrid, Readings } from '#lib/core/records/study.ts';
import { imageSize } from '#lib/data/images/grey-png.ts';
import type { BackendOptions } from '#lib/engine/backends/backend.types.ts';
import type { Engine } from '#lib/engine/engine.ts';
import {
	BackendFailedError,
	DeviceLostError,
	InvalidReadingError,
	NoBackendError
} from '#lib/engine/errors.ts';

/** The part of the engine that a reader uses. */
export interface ReaderEngine extends Pick<
	Engine,
	'start' | 'read' | 'readAndExplain' | 'dispose'
> {
	compile(
		name: string,
		graph: LayerGraph,
		preprocessing: Preprocessing,
		exposure: Exposure,
		imageSize: readonly [number, number]
	): Promise<CompiledNetwork>;
}

interface CompiledNetwork {
	grid: FeatureGrid;
	features: number;
	batchSize: number;
}

interface KnownNetwork {
	/** Gets the network once more, to put it on another device. */
	read: () => Promise<LayerGraph>;
	preparation: InputPreparation;
}

/** Longest reason of a backend that is passed on. */
const REASON_LENGTH = 200;

/**
 * An engine that goes on when its backend does not: after a lost device on the same one once more, with the networks it
 * had; when that is lost again before anything was read, or after any other failure of a backend, on the next one. A
 * backend that was asked for by name is never left for another. Work is done in the order it was asked for.
 */
export class ReliableEngine {
	readonly #engine: ReaderEngine;
	readonly #options: BackendOptions;
	readonly #networks = new Map<string, KnownNetwork>();
	#preference: BackendPreference = 'auto';
	#onBackend: (report: BackendReport) => void = () => {};
	#report: BackendReport | null = null;
	/** Backends that failed, with the reason. */
	#broken: ReadonlyMap<BackendName, string> = new Map();
	/** The device was lost, and nothing has been read since. */
	#lostBefore = false;
	/** The engine must be started before anything else. */
	#down = false;
	#queue: Promise<unknown> = Promise.resolve();

	constructor(engine: ReaderEngine, options: BackendOptions) {
		this.#engine = engine;
		this.#options = options;
	}

	/**
	 * Chooses a backend and drops all networks.
	 *
	 * @param onBackend told of every other backend that is chosen later
	 * @throws NoBackendError
	 */
	start(
		preference: BackendPreference,
		onBackend: (report: BackendReport) => void = () => {}
	): Promise<BackendReport> {
		return this.#inTurn(async () => {
			this.#preference = preference;
			this.#onBackend = onBackend;
			this.#networks.clear();
			this.#broken = new Map();
			this.#lostBefore = false;
			return this.#startEngine();
		});
	}

	/**
	 * Makes a network ready.
	 *
	 * @param read gets it once more when it must go to another device
	 * @throws Error where no backend can run it, or it is none that the engine reads
	 */
	async add(
		name: string,
		read: () => Promise<LayerGraph>,
		preparation: InputPreparation
	): Promise<CompiledNetwork> {
		const graph = await read();
		return this.#inTurn(async () => {
			const compiled = await this.#attempt(() => this.#compile(name, graph, preparation));
			this.#networks.set(name, { read, preparation });
			return compiled;
		});
	}

	/** As `Engine.read`; goes on after failures of the backend. */
	read(name: string, pixels: Uint8Array, count: number): Promise<Readings> {
		return this.#answer(() => this.#engine.read(name, pixels, count));
	}

	/** As `Engine.readAndExplain`; goes on after failures of the backend. */
	readAndExplain(
		name: string,
		pixels: Uint8Array,
		count: number,
		method: MethodId
	): Promise<ExplainedReadings> {
		return this.#answer(() => this.#engine.readAndExplain(name, pixels, count, method));
	}

	async dispose(): Promise<void> {
		this.#networks.clear();
		await this.#engine.dispose();
	}

	#answer<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
		return this.#inTurn(async () => {
			const answer = await this.#attempt(ask);
			this.#lostBefore = false;
			return answer;
		});
	}

	/** Does the work on the first backend that can, and throws what the first one said where none can. */
	async #attempt<Answer>(work: () => Promise<Answer>): Promise<Answer> {
		const broken = this.#broken;
		let first: Error | null = null;
		for (;;) {
			try {
				if (this.#down) await this.#startAgain();
				return await work();
			} catch (error) {
				if (this.#mayGoOn(asError(error))) {
					first ??= asError(error);
					continue;
				}
				if (!first) throw error;
				this.#broken = broken;
				this.#down = true;
				throw error instanceof NoBackendError ? first : error;
			}
		}
	}

	/** Whether another start may help, on this backend or on the next one. */
	#mayGoOn(error: Error): boolean {
		const backend = this.#report?.backend;
		if (!backend) return false;
		if (error instanceof DeviceLostError) {
			this.#down = true;
			if (this.#lostBefore) return this.#passOver(backend, error);
			this.#lostBefore = true;
			return true;
		}
		if (error instanceof BackendFailedError) {
			this.#down = true;
			return this.#passOver(backend, error);
		}
		const graphics = backend === 'webgpu' || backend === 'webgl';
		return graphics && error instanceof InvalidReadingError && this.#passOver(backend, error);
	}

	#passOver(backend: BackendName, { reason }: { reason: string }): boolean {
		this.#lostBefore = false;
		if (this.#preference !== 'auto') return false;
		const short = reason.length > REASON_LENGTH ? `${reason.slice(0, REASON_LENGTH)}…` : reason;
		this.#broken = new Map(this.#broken).set(backend, short);
		this.#down = true;
		return true;
	}

	async #startAgain(): Promise<void> {
		this.#onBackend(await this.#startEngine());
		for (const [name, { read, preparation }] of this.#networks) {
			this.#down = true;
			await this.#compile(name, await read(), preparation);
		}
		this.#down = false;
	}

	async #startEngine(): Promise<BackendReport> {
		this.#report = null;
		this.#report = await this.#engine.start(this.#preference, {
			...this.#options,
			broken: this.#broken
		});
		this.#down = false;
		return this.#report;
	}

	#compile(
		name: string,
		graph: LayerGraph,
		{ preprocessing, exposure }: InputPreparation
	): Promise<CompiledNetwork> {
		return this.#engine.compile(name, graph, preprocessing, exposure, [imageSize, imageSize]);
	}

	#inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
		const result = this.#queue.then(work);
		this.#queue = result.catch(() => {});
		return result;
	}
}
