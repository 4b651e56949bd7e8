import type { Study } from './study.svelte.ts';

/** Whether the knees that these words say are the ones selected. */
export function isListed({ selection }: Study, words: string): boolean {
	const { current } = selection;
	return current?.kind === 'listed' && current.words === words;
}

/** Selects knees that no rule names; selects nothing where they are selected already. */
export function toggleListed(study: Study, rows: readonly number[], words: string): void {
	if (isListed(study, words)) study.selection.clear();
	else study.selection.select({ kind: 'listed', rows, words });
}
