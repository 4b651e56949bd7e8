import type { Compute } from './computations.ts';
import {
	WorkerConnection,
	WorkerEndedError,
	type WorkerLike
} from '#lib/runtime/workers/worker-connection.ts';

type Answer = (...input: unknown[]) => Promise<unknown>;

/** The worker's program cannot be had. */
export interface MissingWorker {
	/** Why, in sentences. */
	error: Error;
	/** Asks for it again, and then of it what has waited. */
	retry: () => void;
}

/**
 * Runs the computations in a worker of their own, so that the page stays smooth. The first one starts it. What a
 * worker did not answer before it broke is asked of another one, once; then it fails. Where its program cannot be fetched and
 * somebody watches, nothing fails: what was asked waits until they try again.
 */
export class ComputeClient {
	readonly #task: string;
	readonly #openWorker: () => WorkerLike;
	#connection: WorkerConnection<Compute> | null = null;
	#onMissing: ((missing: MissingWorker | null) => void) | null = null;
	/** Ends with the next try; null while none is waited for. */
	#nextTry: Promise<void> | null = null;

	/** The names of the computations are not listed here, so that their code stays in the worker. */
	readonly compute = new Proxy({} as Compute, {
		get: (_, name: keyof Compute) => {
			const ask: Answer = (...input) =>
				this.#ask((connection) => connection.ask((service) => (service[name] as Answer)(...input)));
			return ask;
		}
	});

	/**
	 * @param task what the worker does, for errors: "computes the intervals"
	 * @param openWorker another worker than the real one, for tests
	 */
	constructor(task: string, openWorker: () => WorkerLike = openComputeWorker) {
		this.#task = task;
		this.#openWorker = openWorker;
	}

	/** @param onMissing told when the worker's program cannot be had, and with null when it is asked for again */
	watch(onMissing: (missing: MissingWorker | null) => void): void {
		this.#onMissing = onMissing;
	}

	dispose(): void {
		this.#connection?.close(new Error('The computations are no longer wanted.'));
		this.#connection = null;
	}

	async #ask(call: (connection: WorkerConnection<Compute>) => Promise<unknown>): Promise<unknown> {
		let ended = 0;
		for (;;) {
			if (this.#nextTry) await this.#nextTry;
			const connection = this.#connected();
			try {
				return await call(connection);
			} catch (error) {
				if (!(error instanceof WorkerEndedError)) throw error;
				if (connection.started) {
					if (++ended > 1) throw error;
				} else this.#awaitTry(error);
			}
		}
	}

	#awaitTry(error: Error): void {
		const onMissing = this.#onMissing;
		if (!onMissing) throw error;
		this.#nextTry ??= new Promise((resolve) => {
			const retry = () => {
				this.#nextTry = null;
				onMissing(null);
				resolve();
			};
			onMissing({ error, retry });
		});
	}

	#connected(): WorkerConnection<Compute> {
		if (!this.#connection || this.#connection.broken) {
			this.#connection = new WorkerConnection<Compute>(this.#openWorker(), {
				task: this.#task,
				remedy: 'Try again, or reload the page.'
			});
		}
		return this.#connection;
	}
}

function openComputeWorker(): WorkerLike {
	return new Worker(new URL('./compute.worker.ts', import.meta.url), { type: 'module' });
}
