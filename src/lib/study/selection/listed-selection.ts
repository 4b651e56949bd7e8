import { readingBasis } from '#lib/study/systems/reading-basis.ts';
import type { Selection } from './selected-rows.ts';
import type { SelectionOrder } from './selection-order.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** Whether exactly this list is selected. */
export function isListed(
	current: Selection | null,
	rows: readonly number[],
	words: string
): boolean {
	return (
		current?.kind === 'listed' &&
		current.words === words &&
		current.rows.length === rows.length &&
		[...current.rows].sort((a, b) => a - b).join() === [...rows].sort((a, b) => a - b).join()
	);
}

/** Selects a list of knees; once more takes it back. */
export function toggleListed(
	{ selection }: Pick<Study, 'selection'>,
	rows: readonly number[],
	words: string,
	order: SelectionOrder = selection.order
): void {
	if (isListed(selection.current, rows, words)) return selection.clear();
	selection.order = order;
	selection.select({ kind: 'listed', rows, words });
}

/** The same for a list whose words hold by the rule and the ensemble that are applied: it says so once these change. */
export function toggleReadings(
	study: Pick<Study, 'selection' | 'systems'>,
	rows: readonly number[],
	words: string
): void {
	const { selection, systems } = study;
	if (isListed(selection.current, rows, words)) return selection.clear();
	selection.select({ kind: 'listed', rows, words, basis: readingBasis(systems) });
}
