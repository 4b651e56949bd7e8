import { expose } from 'comlink';
import { expect, it } from 'vitest';
import { ComputeClient } from '#lib/runtime/compute-client.ts';
import type { WorkerLike } from '#lib/runtime/worker-connection.ts';

/** A worker in this process whose only computation answers, or never does. */
function fakeWorker(clusteredMeans: () => unknown) {
	const { port1, port2 } = new MessageChannel();
	expose({ clusteredMeans }, port2);
	port1.start();
	const events = new EventTarget();
	const of = (type: string) => (type === 'message' ? port1 : events);
	const worker = {
		postMessage: port1.postMessage.bind(port1),
		addEventListener: (type: string, listener: EventListener) =>
			of(type).addEventListener(type, listener),
		removeEventListener: (type: string, listener: EventListener) =>
			of(type).removeEventListener(type, listener),
		terminate() {
			port1.close();
			port2.close();
		}
	} as WorkerLike;
	return { worker, events };
}

it('starts its worker with the first computation and keeps it', async () => {
	let opened = 0;
	const client = new ComputeClient(() => {
		opened++;
		return fakeWorker(() => [null]).worker;
	});
	expect(opened).toBe(0);
	expect(await client.compute.clusteredMeans([])).toEqual([null]);
	expect(await client.compute.clusteredMeans([])).toEqual([null]);
	expect(opened).toBe(1);
	client.dispose();
});

it('a worker that cannot be loaded fails what it was asked, and the next computation opens another', async () => {
	const workers = [fakeWorker(() => new Promise(() => {})), fakeWorker(() => [null])];
	let opened = 0;
	const client = new ComputeClient(() => workers[opened++].worker);
	const asked = client.compute.clusteredMeans([]);
	workers[0].events.dispatchEvent(new Event('error'));
	await expect(asked).rejects.toThrow(
		'The worker that computes the intervals failed: its program could not be loaded. Reload the page to have them.'
	);
	expect(await client.compute.clusteredMeans([])).toEqual([null]);
	client.dispose();
});
