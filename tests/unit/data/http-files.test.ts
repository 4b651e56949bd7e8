import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeFile } from '#lib/data/files/file-reference.ts';
import { httpFiles } from '#lib/data/files/http-files.ts';
import { FileStore } from '#lib/data/files/file-store.ts';

const base = 'https://knees.example/study/';

/** A body that the test feeds; what is not fed never comes. */
class FedBody {
	#controller!: ReadableStreamDefaultController<Uint8Array>;
	readonly stream = new ReadableStream<Uint8Array>({
		start: (controller) => (this.#controller = controller)
	});

	feed(...bytes: number[]): void {
		this.#controller.enqueue(Uint8Array.from(bytes));
	}

	end(): void {
		this.#controller.close();
	}

	breakOff(): void {
		this.#controller.error(new TypeError('network error'));
	}
}

/** What `fetch` answers, by the end of the address; a function is called with the request. */
type Answer = (init: RequestInit) => Promise<Response>;

function serve(answers: Record<string, Answer>): RequestInit[] {
	const requests: RequestInit[] = [];
	vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
		init.signal?.throwIfAborted();
		requests.push(init);
		const answer = answers[url.href.slice(base.length)](init);
		const aborted = new Promise<never>((_, reject) =>
			init.signal?.addEventListener('abort', () => reject(init.signal!.reason))
		);
		return Promise.race([answer, aborted]);
	});
	return requests;
}

const never: Answer = () => new Promise(() => {});
const body =
	({ stream }: FedBody): Answer =>
	async () =>
		new Response(stream);

/** Ends in the message of the failure, or in the bytes. */
const outcome = (download: Promise<Uint8Array>) =>
	download.then(
		(bytes) => [...bytes],
		(error: Error) => error.message
	);

async function pass(seconds: number): Promise<void> {
	await vi.advanceTimersByTimeAsync(1000 * seconds);
}

/** What is known of it now: "waiting", the message of its failure, or its bytes. */
const soFar = (asked: Promise<unknown>) => Promise.race([asked, Promise.resolve('waiting')]);

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('files by HTTP', () => {
	it('says that no answer has come for 20 seconds, and gives the request up', async () => {
		const requests = serve({ 'study.json': never });
		const asked = outcome(httpFiles(base)('study.json'));
		await pass(19.9);
		expect(await soFar(asked)).toBe('waiting');
		await pass(0.2);
		expect(await soFar(asked)).toBe(
			`${base}study.json: no data have arrived for 20 seconds. Check the connection, then try again.`
		);
		expect(requests[0].signal!.aborted).toBe(true);
	});

	it('says it of a body that stalls, 20 seconds after its last byte', async () => {
		const fed = new FedBody();
		serve({ 'maps.bin': body(fed) });
		const received: number[] = [];
		const asked = outcome(
			httpFiles(base)('maps.bin', undefined, { onBytes: (bytes) => received.push(bytes) })
		);
		await pass(15);
		fed.feed(1, 2);
		await pass(15);
		fed.feed(3);
		await pass(19);
		expect(await soFar(asked)).toBe('waiting');
		await pass(1.1);
		expect(await soFar(asked)).toMatch(/^https:.*maps\.bin: no data have arrived for 20 seconds/);
		expect(received).toEqual([2, 3]);
	});

	it('waits for as long as something comes', async () => {
		const fed = new FedBody();
		serve({ 'maps.bin': body(fed) });
		const asked = outcome(httpFiles(base)('maps.bin'));
		for (let second = 0; second < 100; second += 10) {
			fed.feed(second);
			await pass(10);
		}
		fed.end();
		expect(await asked).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
	});

	it('gives a download time while an earlier one, that it may wait for, still brings something', async () => {
		const slow = new FedBody();
		serve({ 'first.bin': body(slow), 'second.bin': never });
		const first = outcome(httpFiles(base)('first.bin'));
		const second = outcome(httpFiles(base)('second.bin'));
		for (let second = 0; second < 60; second += 10) {
			slow.feed(1);
			await pass(10);
		}
		slow.end();
		expect(await first).toHaveLength(6);
		expect(await soFar(second)).toBe('waiting');
		await pass(20.1);
		expect(await soFar(second)).toMatch(/second\.bin: no data have arrived/);
	});

	it('gives it no time for the sake of one that was asked for later', async () => {
		const later = new FedBody();
		serve({ 'first.bin': never, 'second.bin': body(later) });
		const first = outcome(httpFiles(base)('first.bin'));
		const second = outcome(httpFiles(base)('second.bin'));
		await pass(12);
		later.feed(1);
		await pass(8.1);
		expect(await soFar(first)).toMatch(/first\.bin: no data have arrived/);
		later.end();
		expect(await second).toEqual([1]);
	});

	it('begins to count anew after the machine has slept', async () => {
		serve({ 'study.json': never });
		const asked = outcome(httpFiles(base)('study.json'));
		await pass(10);
		const woken = performance.now() + 3_600_000;
		vi.spyOn(performance, 'now').mockImplementation(() => woken);
		await pass(10.1);
		vi.mocked(performance.now).mockRestore();
		expect(await soFar(asked)).toBe('waiting');
	});

	it('names the file whose answer does not come, whose body breaks off, or that is not there', async () => {
		const fed = new FedBody();
		serve({
			'gone.bin': async () => new Response('', { status: 404, statusText: 'Not Found' }),
			'refused.bin': () => Promise.reject(new TypeError('Failed to fetch')),
			'cut.bin': body(fed)
		});
		const files = httpFiles(base);
		expect(await outcome(files('gone.bin'))).toBe(
			`${base}gone.bin: the server answered 404 Not Found.`
		);
		expect(await outcome(files('refused.bin'))).toBe(
			`${base}refused.bin could not be fetched. Check the connection, then try again.`
		);
		const cut = outcome(files('cut.bin'));
		fed.feed(...new Array(1200).fill(7));
		await pass(0);
		fed.breakOff();
		expect(await cut).toBe(
			`${base}cut.bin: the download was interrupted after 1.2 kB. Check the connection, then try again.`
		);
	});

	it('rejects with the reason of the abort when it is no longer wanted', async () => {
		serve({ 'study.json': never });
		const controller = new AbortController();
		const asked = httpFiles(base)('study.json', controller.signal);
		controller.abort(new DOMException('No longer wanted.', 'AbortError'));
		await expect(asked).rejects.toThrow('No longer wanted.');
		await expect(httpFiles(base)('study.json', controller.signal)).rejects.toThrow(
			'No longer wanted.'
		);
	});
});

describe('a file that is checked', () => {
	const good = Uint8Array.of(1, 2, 3);
	const old = Uint8Array.of(9, 9, 9);
	const bytesOf = (bytes: Uint8Array) => async () => new Response(bytes as BodyInit);

	it('is fetched past a copy that the browser kept of another version', async () => {
		const requests = serve({
			'p.bin': (init) => bytesOf(init.cache === 'reload' ? good : old)()
		});
		const reference = await describeFile('p.bin', good);
		expect(await new FileStore(httpFiles(base)).read(reference)).toEqual(good);
		expect(requests.map(({ cache }) => cache)).toEqual([undefined, 'reload']);
	});

	it('is refused where the server has another one', async () => {
		serve({ 'p.bin': bytesOf(old) });
		const reference = await describeFile('p.bin', good);
		await expect(new FileStore(httpFiles(base)).read(reference)).rejects.toThrow(
			/^p\.bin: expected SHA-256/
		);
	});
});
