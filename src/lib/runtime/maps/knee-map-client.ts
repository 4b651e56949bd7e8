import { proxy, transfer } from 'comlink';
import { asError } from '#lib/core/async/as-error.ts';
import type { drawKneeMap } from './knee-map.ts';
import type { KneeMap, KneeMapInput, KneeMapProgress } from './knee-map.types.ts';
import { WorkerConnection, type WorkerLike } from '#lib/runtime/workers/worker-connection.ts';

/**
 * Draws a map outside of the page; the features are handed over, not copied. Rejects with the signal's reason when it
 * aborts.
 */
export type DrawKneeMap = (
	input: KneeMapInput,
	onProgress: (progress: KneeMapProgress) => void,
	signal: AbortSignal
) => Promise<KneeMap>;

/** A worker for each map, ended with it or as soon as no one waits for it any more. */
export function kneeMapsIn(openWorker: () => WorkerLike = openMapWorker): DrawKneeMap {
	return async (input, onProgress, signal) => {
		signal.throwIfAborted();
		const connection = new WorkerConnection<typeof drawKneeMap>(openWorker(), {
			task: 'draws the map',
			remedy: 'Draw it again.'
		});
		const end = () => connection.close(asError(signal.reason));
		signal.addEventListener('abort', end, { once: true });
		try {
			const handedOver = transfer(input, [input.features.buffer]);
			return await connection.ask((draw) => draw(handedOver, proxy(onProgress)));
		} finally {
			signal.removeEventListener('abort', end);
			connection.close(new Error('The map is drawn.'));
		}
	};
}

function openMapWorker(): WorkerLike {
	return new Worker(new URL('./knee-map.worker.ts', import.meta.url), { type: 'module' });
}
