import { formatBytes, formatCount } from '#lib/core/text/format.ts';
import type { ModelResults } from '#lib/study/readings/model-results.svelte.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** What a network does now, for its card. */
export interface ReaderState {
	/** A word or two: "running", "ready". */
	title: string;
	/** The measured part: "412 of 1,000 knees"; empty where there is none. */
	text: string;
	progress: { label: string; value: number; max: number } | null;
	/** Why it failed; null where it did not. */
	failure: Error | null;
}

export function readerState(study: Study, results: ModelResults): ReaderState {
	const { run } = study;
	const state = run.modelState(results.name);
	const plain = (title: string, text = ''): ReaderState => ({
		title,
		text,
		progress: null,
		failure: null
	});
	switch (state.phase) {
		case 'failed':
			return { ...plain('failed'), failure: state.error };
		case 'downloading':
			return {
				...plain('downloading'),
				text: `${formatBytes(state.bytes)} of ${formatBytes(state.totalBytes)}`,
				progress: { label: 'Downloaded', value: state.bytes, max: state.totalBytes }
			};
		case 'compiling':
			return plain('compiling');
		case 'waiting':
			if (run.phase.kind === 'failed') return plain('not loaded', 'the live run stopped before');
			return ['idle', 'offered'].includes(run.phase.kind) ? plain('not loaded') : plain('waiting');
		case 'ready':
			return reading(study, results);
	}
}

/** State of a network that is loaded. */
function reading(study: Study, results: ModelResults): ReaderState {
	const { run } = study;
	const { live, all } = readCounts(study, results);
	const text = `${formatCount(live)} of ${formatCount(all)} knees`;
	const plain = { text, progress: null, failure: null };
	if (live === all)
		return { ...plain, title: 'done', text: `all ${formatCount(all)} knees read here` };
	if (run.phase.kind === 'running') {
		return { ...plain, title: 'running', progress: { label: 'Knees read', value: live, max: all } };
	}
	if (run.phase.kind === 'failed') return { ...plain, title: 'stopped' };
	if (live === 0) return { ...plain, title: 'ready', text: '' };
	return { ...plain, title: run.phase.kind === 'paused' ? 'paused' : 'ready' };
}

/** Where the numbers on the page come from: "stored", "412 read here, 588 stored". */
export function numbersShown(study: Study, results: ModelResults): string {
	const { live, known, all } = readCounts(study, results);
	const stored = known - live;
	const parts = [
		live > 0 ? `${formatCount(live)} read here` : '',
		stored > 0 ? `${formatCount(stored)} stored` : '',
		known < all ? `${formatCount(all - known)} not read yet` : ''
	].filter(Boolean);
	if (stored === all) return 'stored results';
	return live === all ? 'read here' : parts.join(', ');
}

function readCounts({ table }: Study, results: ModelResults) {
	const rows = table.evaluatedRows;
	return {
		live: rows.filter((row) => results.isLive(row)).length,
		known: rows.filter((row) => results.isKnown(row)).length,
		all: rows.length
	};
}
