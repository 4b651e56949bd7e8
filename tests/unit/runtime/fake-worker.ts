import { expose } from 'comlink';
import { installErrorTransfer } from '#lib/runtime/workers/error-transfer.ts';
import type { WorkerLike } from '#lib/runtime/workers/worker-connection.ts';

/** A worker that is a message channel in this process; it says nothing by itself, not even that it lives. */
export function fakeWorker(service: unknown) {
	installErrorTransfer();
	const { port1, port2 } = new MessageChannel();
	expose(service, port2);
	port1.start();
	const events = new EventTarget();
	let terminated = false;
	const of = (type: string) => (type === 'message' ? port1 : events);
	const worker = {
		postMessage: port1.postMessage.bind(port1),
		addEventListener: (type: string, listener: EventListener) =>
			of(type).addEventListener(type, listener),
		removeEventListener: (type: string, listener: EventListener) =>
			of(type).removeEventListener(type, listener),
		terminate: () => {
			terminated = true;
			port1.close();
			port2.close();
		}
	} as WorkerLike;
	return {
		worker,
		/** Where the page hears of errors. */
		events,
		terminated: () => terminated,
		/** Posts to the page. */
		say: (message: unknown) => port2.postMessage(message)
	};
}

/** Locks of a browser: `end` frees one that a worker held. */
export function fakeLocks() {
	const waiting = new Map<string, () => void>();
	const request = (name: string, { signal }: { signal: AbortSignal }, granted: () => void) =>
		new Promise<void>((resolve, reject) => {
			signal.addEventListener('abort', () => reject(signal.reason));
			waiting.set(name, () => {
				granted();
				resolve();
			});
		});
	return { locks: { request }, waiting, end: (name: string) => waiting.get(name)!() };
}
