import { wrap, type Remote } from 'comlink';
import { installErrorTransfer } from './error-transfer.ts';

export type WorkerLike = Pick<
	Worker,
	'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

/** A worker and its service, from its start to its end or failure: once it breaks, all that was asked of it and ever will be fails. */
export class WorkerConnection<Service> {
	readonly #worker: WorkerLike;
	readonly #service: Remote<Service>;
	/** Rejects when the worker breaks or is closed. */
	readonly #end: Promise<never>;
	#reject!: (reason: Error) => void;
	broken = false;

	/**
	 * @param task what the worker does, in errors, e.g. "runs the networks"
	 * @param remedy what to do when it breaks
	 */
	constructor(worker: WorkerLike, task: string, remedy: string) {
		installErrorTransfer();
		this.#worker = worker;
		this.#service = wrap<Service>(worker as Worker);
		this.#end = new Promise((_, reject) => (this.#reject = reject));
		this.#end.catch(() => {});
		worker.addEventListener('error', (event) => {
			const { message, error } = event as ErrorEvent;
			const reason = message || 'its program could not be loaded';
			this.close(
				new Error(`The worker that ${task} failed: ${reason}. ${remedy}`, { cause: error })
			);
		});
		worker.addEventListener('messageerror', () => {
			this.close(new Error(`The worker that ${task} sent what cannot be read. ${remedy}`));
		});
	}

	ask<Answer>(call: (service: Remote<Service>) => Promise<Answer>): Promise<Answer> {
		return Promise.race([call(this.#service), this.#end]);
	}

	close(reason: Error): void {
		this.broken = true;
		this.#worker.terminate();
		this.#reject(reason);
	}
}
