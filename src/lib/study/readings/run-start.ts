import type { BackendReport } from '#lib/core/network/backend.ts';

/** A run on the processor that takes at least this long waits for the visitor's word. */
const LONG_RUN_SECONDS = 120;

/**
 * Whether a run starts by itself: on graphics hardware, and on the processor where an earlier visit has measured that it
 * is short.
 *
 * @param seconds that the whole run would take; null where that was never measured
 */
export function startsByItself(
	{ accelerated }: Pick<BackendReport, 'accelerated'>,
	seconds: number | null
): boolean {
	return accelerated || (seconds !== null && seconds < LONG_RUN_SECONDS);
}

/** Whether the visitor asked the browser to save data: then nothing is fetched for a run until it is asked for. */
export function savesData(): boolean {
	const { connection } = globalThis.navigator as { connection?: { saveData?: boolean } };
	const reduced = globalThis.matchMedia?.('(prefers-reduced-data: reduce)').matches ?? false;
	return (connection?.saveData ?? false) || reduced;
}
