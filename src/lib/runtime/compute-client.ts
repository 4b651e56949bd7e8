import type { Compute } from './computations.ts';
import { WorkerConnection, WorkerEndedError, type WorkerLike } from './worker-connection.ts';

type Answer = (...input: unknown[]) => Promise<unknown>;

/**
 * Runs the computations in a worker of their own, so that the page stays smooth. The first one starts it. What a
 * worker did not answer before it broke is asked of another one, once; then it fails.
 */
export class ComputeClient {
	readonly #openWorker: () => WorkerLike;
	#connection: WorkerConnection<Compute> | null = null;

	/** The names of the computations are not listed here, so that their code stays in the worker. */
	readonly compute = new Proxy({} as Compute, {
		get: (_, name: keyof Compute) => {
			const ask: Answer = (...input) =>
				this.#ask((connection) => connection.ask((service) => (service[name] as Answer)(...input)));
			return ask;
		}
	});

	/** @param openWorker another worker than the real one, for tests */
	constructor(openWorker: () => WorkerLike = openComputeWorker) {
		this.#openWorker = openWorker;
	}

	dispose(): void {
		this.#connection?.close(new Error('The computations are no longer wanted.'));
		this.#connection = null;
	}

	async #ask(call: (connection: WorkerConnection<Compute>) => Promise<unknown>): Promise<unknown> {
		const connection = this.#connected();
		try {
			return await call(connection);
		} catch (error) {
			if (!(error instanceof WorkerEndedError) || !connection.started) throw error;
			return call(this.#connected());
		}
	}

	#connected(): WorkerConnection<Compute> {
		if (!this.#connection || this.#connection.broken) {
			this.#connection = new WorkerConnection<Compute>(this.#openWorker(), {
				task: 'computes the intervals',
				remedy: 'Reload the page to have them.'
			});
		}
		return this.#connection;
	}
}

function openComputeWorker(): WorkerLike {
	return new Worker(new URL('./compute.worker.ts', import.meta.url), { type: 'module' });
}
