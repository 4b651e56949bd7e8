import { proxy, transfer, type Remote } from 'comlink';
import { asError } from '#lib/core/async/as-error.ts';
import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { ReaderService } from './reader-service.ts';
import type {
	BackendPreference,
	BackendReport,
	KneeReader,
	ModelProgress,
	ReadyModel,
	RunBatch,
	RunOutcome,
	RunProgress,
	RunRequest
} from './reader.types.ts';
import {
	START_SECONDS,
	WorkerConnection,
	type WorkerLike
} from '#lib/runtime/workers/worker-connection.ts';

export interface ReaderClientOptions {
	/** Absolute address of each WebAssembly binary, by file name. */
	wasmPaths: Record<string, string>;
	/** Another worker than the real one, for tests. */
	openWorker?: () => WorkerLike;
}

/** How long a worker may take to hear that something is cancelled: as long as one batch of a large network. */
const CANCEL_MS = 15_000;

/**
 * A reader whose work is done in a worker. The worker starts with `start`; one that breaks, ends or does not hear a
 * cancel fails what it was asked for, and the next `start` opens a new one.
 */
export class ReaderClient implements KneeReader {
	readonly #wasmPaths: Record<string, string>;
	readonly #openWorker: () => WorkerLike;
	#connection: WorkerConnection<ReaderService> | null = null;
	/** Doubled by every worker that did not start in time: a slow network needs longer. */
	#startSeconds = START_SECONDS;

	constructor({ wasmPaths, openWorker = openReaderWorker }: ReaderClientOptions) {
		this.#wasmPaths = wasmPaths;
		this.#openWorker = openWorker;
	}

	get ended(): boolean {
		return this.#connection === null || this.#connection.broken;
	}

	async start(
		preference: BackendPreference,
		signal?: AbortSignal,
		onBackend: (report: BackendReport) => void = () => {}
	): Promise<BackendReport> {
		signal?.throwIfAborted();
		const connection = this.#connected();
		const end = () => connection.close(asError(signal?.reason));
		signal?.addEventListener('abort', end, { once: true });
		try {
			return await connection.ask((service) =>
				service.start(preference, { wasmPaths: this.#wasmPaths }, proxy(onBackend))
			);
		} finally {
			signal?.removeEventListener('abort', end);
		}
	}

	load(
		card: ModelCard,
		baseUrl: string,
		onProgress: (progress: ModelProgress) => void,
		signal?: AbortSignal
	): Promise<ReadyModel> {
		return this.#askWithCancel(signal, (service, cancel) =>
			service.load(card, baseUrl, proxy(onProgress), cancel)
		);
	}

	run(
		request: RunRequest,
		onBatch: (batch: RunBatch) => void,
		onProgress: (progress: RunProgress) => void,
		signal?: AbortSignal
	): Promise<RunOutcome> {
		return this.#askWithCancel<RunOutcome>(signal, (service, cancel) =>
			service.run(request, proxy(onBatch), proxy(onProgress), cancel)
		);
	}

	readImages(
		model: string,
		pixels: Uint8Array,
		method: MethodId,
		signal?: AbortSignal
	): Promise<ExplainedReadings> {
		return this.#askWithCancel(signal, (service, cancel) =>
			service.readImages(model, pixels, method, cancel)
		);
	}

	/** Gives the device back and ends the worker; what is still running is rejected with an AbortError. */
	async dispose(): Promise<void> {
		const connection = this.#connection;
		this.#connection = null;
		if (!connection || connection.broken) return;
		const disposed = connection.ask((service) => service.dispose()).catch(() => {});
		await Promise.race([disposed, new Promise((resolve) => setTimeout(resolve, 1000))]);
		connection.close(new DOMException('The reader was closed.', 'AbortError'));
	}

	#connected(): WorkerConnection<ReaderService> {
		const before = this.#connection;
		if (before && !before.broken) return before;
		if (before && !before.started) this.#startSeconds *= 2;
		const words = { task: 'runs the networks', remedy: 'Try again.' };
		this.#connection = new WorkerConnection(this.#openWorker(), words, this.#startSeconds);
		return this.#connection;
	}

	async #askWithCancel<Answer>(
		signal: AbortSignal | undefined,
		ask: (service: Remote<ReaderService>, cancel: MessagePort) => Promise<Answer>
	): Promise<Answer> {
		const connection = this.#connection;
		if (!connection) throw new Error('The reader has not been started.');
		const { port1, port2 } = new MessageChannel();
		let patience: ReturnType<typeof setTimeout> | undefined;
		const cancel = () => {
			port1.postMessage('cancel');
			patience = setTimeout(() => connection.giveUp(), CANCEL_MS);
		};
		port1.onmessage = () => clearTimeout(patience);
		if (signal?.aborted) cancel();
		signal?.addEventListener('abort', cancel);
		try {
			return await connection.ask((service) => ask(service, transfer(port2, [port2])));
		} finally {
			signal?.removeEventListener('abort', cancel);
			clearTimeout(patience);
			port1.close();
		}
	}
}

function openReaderWorker(): WorkerLike {
	return new Worker(new URL('./reader.worker.ts', import.meta.url), { type: 'module' });
}
