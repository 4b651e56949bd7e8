import { wrap, type Remote } from 'comlink';
import type { BootstrapInput } from '#lib/core/bootstrap.ts';
import type { Uncertainty } from './uncertainty.ts';

interface UncertaintyWorker {
	uncertaintyOf(input: BootstrapInput): Uncertainty;
}

/** Computes intervals in a worker of its own, so that the page stays smooth. */
export class UncertaintyClient {
	#worker: Worker | null = null;
	#remote: Remote<UncertaintyWorker> | null = null;

	/** @throws Error when the worker could not be started or the input does not fit together. */
	async compute(input: BootstrapInput): Promise<Uncertainty> {
		if (!this.#remote) {
			this.#worker = new Worker(new URL('./uncertainty.worker.ts', import.meta.url), {
				type: 'module'
			});
			this.#remote = wrap<UncertaintyWorker>(this.#worker);
		}
		return this.#remote.uncertaintyOf(input);
	}

	dispose(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#remote = null;
	}
}
