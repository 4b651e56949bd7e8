import { afterEach, expect, it, vi } from 'vitest';
import { ComputeClient, type MissingWorker } from '#lib/runtime/compute/compute-client.ts';
import { fakeLocks, fakeWorker } from './fake-worker.ts';

afterEach(() => vi.unstubAllGlobals());

const forever = () => new Promise(() => {});

/** A client of workers whose only computation answers so, the first worker's by the first. */
function clientOf(...answers: (() => unknown)[]) {
	const workers = answers.map((clusteredMeans) => fakeWorker({ clusteredMeans }));
	let opened = 0;
	const client = new ComputeClient('computes the intervals', () => workers[opened++].worker);
	return { client, workers, opened: () => opened };
}

it('starts its worker with the first computation and keeps it', async () => {
	const { client, opened } = clientOf(() => [null]);
	expect(opened()).toBe(0);
	expect(await client.compute.clusteredMeans([])).toEqual([null]);
	expect(await client.compute.clusteredMeans([])).toEqual([null]);
	expect(opened()).toBe(1);
	client.dispose();
});

it('a worker that cannot be loaded fails what it was asked, and the next computation opens another', async () => {
	const { client, workers } = clientOf(forever, () => [null]);
	const asked = client.compute.clusteredMeans([]);
	workers[0].events.dispatchEvent(new Event('error'));
	await expect(asked).rejects.toThrow(
		'The worker that computes the intervals failed: its program could not be loaded. Try again, or reload the page.'
	);
	expect(await client.compute.clusteredMeans([])).toEqual([null]);
	client.dispose();
});

it('where somebody watches, what was asked waits for the next try, and so does what is asked meanwhile', async () => {
	const { client, workers, opened } = clientOf(forever, forever, () => [null]);
	let missing: MissingWorker | null = null;
	client.watch((told) => (missing = told));
	const told = () => missing;
	const first = client.compute.clusteredMeans([]);
	const fail = (worker: number) => workers[worker].events.dispatchEvent(new Event('error'));
	fail(0);
	await vi.waitFor(() => expect(told()).not.toBeNull());
	expect(told()!.error.message).toMatch(/could not be loaded\. Try again, or reload the page\.$/);
	const second = client.compute.clusteredMeans([]);
	await Promise.resolve();
	expect(opened()).toBe(1);

	told()!.retry();
	expect(told()).toBeNull();
	await vi.waitFor(() => expect(opened()).toBe(2));
	fail(1);
	await vi.waitFor(() => expect(told()).not.toBeNull());
	told()!.retry();
	expect(await Promise.all([first, second])).toEqual([[null], [null]]);
	expect(opened()).toBe(3);
	expect(told()).toBeNull();
	client.dispose();
});

it('asks another worker, once, what one did not answer before it ended', async () => {
	const { locks, waiting, end } = fakeLocks();
	vi.stubGlobal('navigator', { locks });
	const { client, workers, opened } = clientOf(forever, () => [null], forever, forever);
	const dies = async (worker: number) => {
		workers[worker].say({ alive: { lock: `lock ${worker}` } });
		await vi.waitFor(() => expect(waiting.has(`lock ${worker}`)).toBe(true));
		end(`lock ${worker}`);
	};
	const asked = client.compute.clusteredMeans([]);
	await dies(0);
	expect(await asked).toEqual([null]);
	expect(opened()).toBe(2);
	await dies(1);

	const again = client.compute.clusteredMeans([]);
	again.catch(() => {});
	await dies(2);
	await vi.waitFor(() => expect(opened()).toBe(4));
	await dies(3);
	await expect(again).rejects.toThrow('ended without an error message');
	client.dispose();
});

it('does not ask again what the computation itself refused', async () => {
	const { client, workers, opened } = clientOf(() => {
		throw new RangeError('no knees');
	});
	workers[0].say({ alive: { lock: null } });
	await expect(client.compute.clusteredMeans([])).rejects.toThrow('no knees');
	expect(opened()).toBe(1);
	client.dispose();
});
