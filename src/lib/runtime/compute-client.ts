import type { Compute } from './computations.ts';
import { WorkerConnection, type WorkerLike } from './worker-connection.ts';

type Answer = (...input: unknown[]) => Promise<unknown>;

/**
 * Runs the computations in a worker of their own, so that the page stays smooth. The first one starts it; one that
 * breaks fails what it was asked for, and the next computation opens a new one.
 */
export class ComputeClient {
	readonly #openWorker: () => WorkerLike;
	#connection: WorkerConnection<Compute> | null = null;

	/** The names of the computations are not listed here, so that their code stays in the worker. */
	readonly compute = new Proxy({} as Compute, {
		get: (_, name: keyof Compute) => {
			const ask: Answer = async (...input) =>
				this.#connected().ask((service) => (service[name] as Answer)(...input));
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

	#connected(): WorkerConnection<Compute> {
		if (!this.#connection || this.#connection.broken) {
			this.#connection = new WorkerConnection(
				this.#openWorker(),
				'computes the intervals',
				'Reload the page to have them.'
			);
		}
		return this.#connection;
	}
}

function openComputeWorker(): WorkerLike {
	return new Worker(new URL('./compute.worker.ts', import.meta.url), { type: 'module' });
}
