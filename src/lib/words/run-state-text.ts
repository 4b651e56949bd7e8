import { nouns } from '#lib/core/text/nouns.ts';
import { formatBytes, formatCount } from '#lib/core/text/format.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System } from '#lib/study/systems/systems.svelte.ts';

/** Why a network has no readings yet, stored or live, in sentences. */
export function noReadingsText(study: Study, { id }: System): string {
	return [study.stored.reasonFor(id, 'probabilities'), liveText(study, id)].join(' ').trim();
}

function liveText(study: Study, id: string): string {
	const state = study.run.modelState(id);
	switch (state.phase) {
		case 'failed':
			return `It could not be loaded: ${state.error.message}`;
		case 'downloading':
			return `Being fetched, ${formatBytes(state.bytes)} of ${formatBytes(state.totalBytes)}.`;
		case 'compiling':
			return 'Being prepared.';
		case 'ready':
			return `Ready; it has read no ${nouns.case} yet.`;
		case 'waiting':
			return `It has read no ${nouns.case} yet.`;
	}
}

/** "412 of 1,000 knees read so far"; empty once all are read. */
export function partialText(study: Study, { known }: System): string {
	const all = study.systems.rows.length;
	return known === all
		? ''
		: `${formatCount(known)} of ${formatCount(all)} ${nouns.cases} read so far.`;
}
