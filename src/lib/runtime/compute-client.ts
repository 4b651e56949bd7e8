import { wrap, type Remote } from 'comlink';
import type { Compute } from './computations.ts';

/** Runs the computations in a worker of their own, so that the page stays smooth. */
export class ComputeClient {
	#worker: Worker | null = null;
	#remote: Remote<Compute> | null = null;

	/** Starts the worker with the first computation. */
	get compute(): Compute {
		if (!this.#remote) {
			this.#worker = new Worker(new URL('./compute.worker.ts', import.meta.url), {
				type: 'module'
			});
			this.#remote = wrap<Compute>(this.#worker);
		}
		return this.#remote;
	}

	dispose(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#remote = null;
	}
}
