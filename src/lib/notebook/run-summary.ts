import { formatCount, formatDuration } from '#lib/core/format.ts';
import type { BackendName } from '#lib/core/backend.ts';
import type { Study } from './study.svelte.ts';

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

/** Time left of the run, or what it is doing instead, in a few words. */
export function runNote({ run }: Study): string {
	switch (run.phase.kind) {
		case 'idle':
			return 'Not started';
		case 'starting':
			return 'Choosing a backend';
		case 'loading':
			return 'Fetching the networks';
		case 'measuring':
			return 'Measuring the speed here';
		case 'offered':
			return `Would take ${formatDuration(run.phase.seconds)}`;
		case 'running': {
			const seconds = run.progress?.secondsLeft ?? null;
			return seconds === null ? 'Reading' : `${capitalise(formatDuration(seconds))} left`;
		}
		case 'paused':
			return 'Paused';
		case 'done':
			return `All knees read here${withoutWords(run)}`;
		case 'failed':
			return 'Stopped';
	}
}

/** ", but not by ResNet50"; empty where every network could be loaded. */
function withoutWords({ failed }: Study['run']): string {
	if (failed.length === 0) return '';
	return `, but not by ${failed.map(({ card }) => card.title).join(' and ')}`;
}

function capitalise(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
