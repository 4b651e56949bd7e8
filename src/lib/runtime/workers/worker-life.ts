/** First message of a worker whose program runs; `lock` is free once the worker has ended, null where there are no locks. */
export interface SignOfLife {
	alive: { lock: string | null };
}

export function isSignOfLife(data: unknown): data is SignOfLife {
	return typeof data === 'object' && data !== null && 'alive' in data;
}

/**
 * In a worker, before all else: tells the page that the program runs, and holds a lock until the worker ends, however
 * it ends. A worker that computes does not answer messages, so that nothing but a lock tells a busy one from a dead one.
 */
export function announceLife(): void {
	const lock = `worker ${performance.timeOrigin} ${Math.random()}`;
	const announce = (name: string | null) =>
		postMessage({ alive: { lock: name } } satisfies SignOfLife);
	if (!navigator.locks) {
		announce(null);
		return;
	}
	navigator.locks
		.request(lock, () => {
			announce(lock);
			return new Promise(() => {});
		})
		.catch(() => announce(null));
}
