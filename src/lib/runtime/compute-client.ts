import { wrap, type Remote } from 'comlink';
import type { Compute } from './computations.ts';

type Answer = (...input: unknown[]) => Promise<unknown>;

/** Runs the computations in a worker of their own, so that the page stays smooth. */
export class ComputeClient {
	#worker: Worker | null = null;
	#remote: Remote<Compute> | null = null;

	/** The first computation starts the worker; their names are not listed here, so that their code stays there. */
	readonly compute = new Proxy({} as Compute, {
		get: (_, name: keyof Compute) => {
			const ask: Answer = (...input) => (this.#started()[name] as Answer)(...input);
			return ask;
		}
	});

	dispose(): void {
		this.#worker?.terminate();
		this.#worker = null;
		this.#remote = null;
	}

	#started(): Remote<Compute> {
		if (!this.#remote) {
			this.#worker = new Worker(new URL('./compute.worker.ts', import.meta.url), {
				type: 'module'
			});
			this.#remote = wrap<Compute>(this.#worker);
		}
		return this.#remote;
	}
}
