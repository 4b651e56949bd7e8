import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	START_SECONDS,
	WorkerConnection,
	WorkerEndedError
} from '#lib/runtime/workers/worker-connection.ts';
import { fakeLocks, fakeWorker } from './fake-worker.ts';

interface Service {
	think(): Promise<string>;
}

const words = { task: 'thinks', remedy: 'Ask again.' };
const forever = () => new Promise<string>(() => {});

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function connect(think: () => Promise<string> | string = forever) {
	const fake = fakeWorker({ think });
	const connection = new WorkerConnection<Service>(fake.worker, words);
	const asked = connection.ask((service) => service.think());
	asked.catch(() => {});
	return { ...fake, connection, asked };
}

describe('a worker whose program does not come', () => {
	it('is given up after a while, by name', async () => {
		const { asked, connection, terminated } = connect();
		vi.advanceTimersByTime(1000 * (START_SECONDS - 1));
		expect(connection.broken).toBe(false);
		vi.advanceTimersByTime(1000);
		await expect(asked).rejects.toThrow(
			'The worker that thinks did not start within 20 seconds. Check the connection. Ask again.'
		);
		await expect(asked).rejects.toBeInstanceOf(WorkerEndedError);
		expect(terminated()).toBe(true);
	});

	it('is waited for no more once it lives, however long it computes', async () => {
		const { connection, say } = connect();
		say({ alive: { lock: null } });
		await vi.waitFor(() => expect(connection.started).toBe(true));
		vi.advanceTimersByTime(3_600_000);
		expect(connection.broken).toBe(false);
		connection.close(new Error('done'));
	});
});

describe('a worker that ends without a word', () => {
	it('fails what it was asked as soon as its lock is free', async () => {
		const { locks, waiting, end } = fakeLocks();
		vi.stubGlobal('navigator', { locks });
		const { asked, connection, say } = connect();
		say({ alive: { lock: 'mine' } });
		await vi.waitFor(() => expect(waiting.has('mine')).toBe(true));
		expect(connection.broken).toBe(false);
		end('mine');
		await expect(asked).rejects.toThrow(
			'The worker that thinks ended without an error message. Ask again.'
		);
		expect(connection.broken).toBe(true);
	});

	it('is not missed where the page itself ended it', async () => {
		const { locks, waiting, end } = fakeLocks();
		vi.stubGlobal('navigator', { locks });
		const { asked, connection, say } = connect();
		say({ alive: { lock: 'mine' } });
		await vi.waitFor(() => expect(waiting.has('mine')).toBe(true));
		connection.close(new Error('no longer wanted'));
		end('mine');
		await expect(asked).rejects.toThrow('no longer wanted');
	});
});

it('other messages than its first are not taken for it', async () => {
	const { connection, say, asked } = connect(() => 'thought');
	for (const message of [null, 'alive', 3, { other: true }]) say(message);
	expect(await asked).toBe('thought');
	expect(connection.started).toBe(false);
	connection.close(new Error('done'));
});
