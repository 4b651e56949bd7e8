import { asError } from './as-error.ts';

/** The outcome of work that itself cannot be cancelled, or the signal's reason as soon as it is aborted. */
export function untilAborted<Outcome>(
	work: Promise<Outcome>,
	signal: AbortSignal
): Promise<Outcome> {
	return new Promise((resolve, reject) => {
		const abort = () => reject(asError(signal.reason));
		if (signal.aborted) abort();
		else signal.addEventListener('abort', abort, { once: true });
		work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}
