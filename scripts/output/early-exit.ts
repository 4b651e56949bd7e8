import { constants } from 'node:os';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const cleanups = new Set<() => unknown>();

/**
 * Registers what must be tidied up when the process ends before its work is done: after an error that nothing caught, or
 * when it is asked to end (Ctrl-C, SIGTERM, SIGHUP), with 128 plus the number of the signal as exit code.
 * @param cleanup does its work at once: nothing asynchronous runs after it
 * @returns takes it off again
 */
export function onEarlyExit(cleanup: () => unknown): () => void {
	if (cleanups.size === 0) {
		for (const signal of signals) process.on(signal, end);
		process.on('exit', tidyUp);
	}
	cleanups.add(cleanup);
	return () => {
		if (!cleanups.delete(cleanup) || cleanups.size > 0) return;
		for (const signal of signals) process.off(signal, end);
		process.off('exit', tidyUp);
	};
}

function end(signal: (typeof signals)[number]): void {
	process.exit(128 + constants.signals[signal]);
}

function tidyUp(): void {
	for (const cleanup of cleanups) {
		try {
			cleanup();
		} catch {
			// What stays behind is removed at the next start.
		}
	}
}
