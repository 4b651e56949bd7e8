import { transfer } from 'comlink';
import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
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

export interface ReaderServiceOptions {
	wasmPaths: Record<string, string>;
}

/** A callback that lives on the other side: its answer comes later. */
type Remote<Value> = (value: Value) => Promise<void> | void;

/**
 * A reader as the worker offers it: a cancel arrives on a port, as an AbortSignal cannot be posted, and no answer
 * is given before all progress was taken.
 */
export class ReaderService {
	readonly #create: (options: ReaderServiceOptions) => KneeReader;
	#created: KneeReader | null = null;

	constructor(create: (options: ReaderServiceOptions) => KneeReader) {
		this.#create = create;
	}

	start(
		preference: BackendPreference,
		options: ReaderServiceOptions,
		onBackend: Remote<BackendReport>
	): Promise<BackendReport> {
		this.#created ??= this.#create(options);
		return this.#created.start(preference, undefined, (report) => void onBackend(report));
	}

	load(
		card: ModelCard,
		baseUrl: string,
		onProgress: Remote<ModelProgress>,
		cancel: MessagePort
	): Promise<ReadyModel> {
		return withSignal(cancel, (signal) =>
			withCallbacks((call) => this.#reader.load(card, baseUrl, call(onProgress), signal))
		);
	}

	run(
		request: RunRequest,
		onBatch: Remote<RunBatch>,
		onProgress: Remote<RunProgress>,
		cancel: MessagePort
	): Promise<RunOutcome> {
		const send = (batch: RunBatch) => onBatch(transfer(batch, buffersOf(batch)));
		return withSignal(cancel, (signal) =>
			withCallbacks((call) => this.#reader.run(request, call(send), call(onProgress), signal))
		);
	}

	readImages(
		model: string,
		pixels: Uint8Array,
		method: MethodId,
		cancel: MessagePort
	): Promise<ExplainedReadings> {
		return withSignal(cancel, async (signal) => {
			const answer = await this.#reader.readImages(model, pixels, method, signal);
			return transfer(answer, buffersOf(answer));
		});
	}

	async dispose(): Promise<void> {
		await this.#created?.dispose();
	}

	get #reader(): KneeReader {
		if (!this.#created) throw new Error('The reader has not been started.');
		return this.#created;
	}
}

async function withSignal<Result>(
	cancel: MessagePort,
	work: (signal: AbortSignal) => Promise<Result>
): Promise<Result> {
	const controller = new AbortController();
	cancel.addEventListener('message', () => {
		controller.abort();
		cancel.postMessage('heard');
	});
	cancel.start();
	try {
		return await work(controller.signal);
	} finally {
		cancel.close();
	}
}

/**
 * Waits for the callbacks that `work` made, whether it succeeds or fails, so that none comes after its answer; a
 * callback that fails fails the work.
 */
async function withCallbacks<Result>(
	work: (call: <Value>(callback: Remote<Value>) => (value: Value) => void) => Promise<Result>
): Promise<Result> {
	let answered: Promise<unknown> = Promise.resolve();
	let ended = false;
	const call =
		<Value>(callback: Remote<Value>) =>
		(value: Value) => {
			if (ended) return;
			const answer = Promise.resolve(callback(value));
			answer.catch(() => {});
			answered = Promise.all([answered, answer]);
			answered.catch(() => {});
		};
	try {
		const result = await work(call);
		ended = true;
		await answered;
		return result;
	} catch (error) {
		ended = true;
		await answered.catch(() => {});
		throw error;
	}
}

function buffersOf({ readings, maps }: Pick<RunBatch, 'readings' | 'maps'>): Transferable[] {
	const { logits, probabilities, pooled } = readings;
	const arrays = [logits, probabilities, pooled, ...(maps ? [maps.values, maps.peaks] : [])];
	return [...new Set(arrays.map(({ buffer }) => buffer))];
}
