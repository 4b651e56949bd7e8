import { proxy, transfer, wrap } from 'comlink';
import { installErrorTransfer } from './error-transfer.ts';
import type { drawKneeMap } from './knee-map.ts';
import type { KneeMap, KneeMapInput, KneeMapProgress } from './knee-map.types.ts';
import type { WorkerLike } from './worker-connection.ts';

/**
 * Draws a map outside of the page; the features are handed over, not copied. Rejects with the signal's reason when it
 * aborts.
 */
export type DrawKneeMap = (
	input: KneeMapInput,
	onProgress: (progress: KneeMapProgress) => void,
	signal: AbortSignal
) => Promise<KneeMap>;

/** A worker for each map, ended with it or as soon as nobody waits for it any more. */
export function kneeMapsIn(openWorker: () => WorkerLike = openMapWorker): DrawKneeMap {
	return async (input, onProgress, signal) => {
		signal.throwIfAborted();
		installErrorTransfer();
		const worker = openWorker();
		const ended = new Promise<never>((_, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason), { once: true });
			worker.addEventListener('error', (event) => {
				const { message, error } = event as ErrorEvent;
				const reason = message || 'its program could not be loaded';
				reject(new Error(`The worker that draws the map failed: ${reason}.`, { cause: error }));
			});
		});
		const draw = wrap<typeof drawKneeMap>(worker as Worker);
		try {
			const handedOver = transfer(input, [input.features.buffer]);
			return await Promise.race([draw(handedOver, proxy(onProgress)), ended]);
		} finally {
			worker.terminate();
		}
	};
}

function openMapWorker(): WorkerLike {
	return new Worker(new URL('./knee-map.worker.ts', import.meta.url), { type: 'module' });
}
