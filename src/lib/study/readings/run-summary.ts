import { formatCount, formatDuration } from '#lib/core/text/format.ts';
import type { BackendName } from '#lib/core/network/backend.ts';
import type { Study } from '#lib/study/study.svelte.ts';

const backendTitles: Record<BackendName, string> = {
	webgpu: 'WebGPU',
	webgl: 'WebGL',
	wasm: 'the processor (WebAssembly)',
	cpu: 'the processor (JavaScript)'
};

/** Where the networks run, e.g. "WebGPU, Apple M2"; "not started" before a backend was chosen. */
export function runningOn({ run }: Study): string {
	if (!run.backend) return run.phase.kind === 'starting' ? 'looking for a backend' : 'not started';
	const { backend, device } = run.backend;
	return device ? `${backendTitles[backend]}, ${device}` : backendTitles[backend];
}

/** The backend's name alone, empty before one was chosen. */
export function backendTitle({ run }: Study): string {
	return run.backend ? backendTitles[run.backend.backend] : '';
}

/** "412 of 1,000 knees", counting those that every network that could be loaded has read here. */
export function readHere({ run, table }: Study): string {
	return `${formatCount(run.readLive)} of ${formatCount(table.evaluatedRows.length)} knees`;
}

/** Stored and live grades of all networks compared; null before anything can be. */
export function agreement({ agreements }: Study): { agreeing: number; count: number } | null {
	const count = agreements.reduce((sum, one) => sum + one.count, 0);
	if (count === 0) return null;
	return { agreeing: agreements.reduce((sum, one) => sum + one.agreeing, 0), count };
}

/**
 * What the page shows of knees that were not read here, e.g. "stored results of Xception"; empty where nothing is
 * stored.
 */
export function storedShown({ results }: Study): string {
	const stored = results.filter(({ hasStored }) => hasStored);
	if (stored.length === 0) return '';
	if (stored.length === results.length) return 'stored results';
	return `stored results of ${stored.map(({ card }) => card.title).join(' and ')}`;
}

/** What is there all the same after the run stopped, in a sentence; empty where there is nothing. */
export function keptText(study: Study): string {
	const stored = storedShown(study);
	if (study.results.every(({ liveCount }) => liveCount === 0)) {
		return stored && `The page shows ${stored}.`;
	}
	return `What was read so far is kept${stored && `; the rest shows ${stored}`}.`;
}

/** Time left of the run, or what it is doing instead, in a few words. */
export function runNote({ run, table }: Study): string {
	switch (run.phase.kind) {
		case 'idle':
			return 'Not started';
		case 'starting':
			return 'Choosing a backend';
		case 'loading':
			return 'Fetching the networks';
		case 'offered': {
			const { seconds } = run.phase;
			return seconds === null ? 'Not started' : `Would take ${formatDuration(seconds)}`;
		}
		case 'running': {
			const seconds = run.progress?.secondsLeft ?? null;
			return seconds === null ? 'Reading' : `${capitalise(formatDuration(seconds))} left`;
		}
		case 'paused':
			return 'Paused';
		case 'done':
			return doneWords(run, table.evaluatedRows.length);
		case 'failed':
			return 'Stopped';
	}
}

/** "All knees read here"; which networks have read none of them where any could not be loaded. */
function doneWords({ readLive, failed, readyModels }: Study['run'], all: number): string {
	if (failed.length > 0) {
		const without = failed.map(({ card }) => card.title).join(' and ');
		return `Read here by ${readyModels.size} of ${readyModels.size + failed.length} networks, not by ${without}`;
	}
	if (readLive === all) return 'All knees read here';
	return `${formatCount(readLive)} of ${formatCount(all)} knees read here`;
}

function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
