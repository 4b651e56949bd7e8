import { confusionMatrix, type Confusion } from '#lib/core/metrics/confusion.ts';
import { classGroups, groupedConfusion } from '#lib/core/labels/class-groups.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System, SystemId } from '#lib/study/systems/systems.svelte.ts';

/** A matrix's own selection as a place in it: a cell, a row (`column` null) or a column (`row` null). */
export interface MatrixPlace {
	row: number | null;
	column: number | null;
}

/** Whether the selection is one of this system's matrix as it is shown now, with these classes merged. */
function isOwn({ selection, view }: Study, id: SystemId): boolean {
	const { matrix } = selection;
	return matrix?.system === id && (matrix.merging ?? 'none') === view.merging;
}

/** What is selected in this system's own matrix; null where nothing is. */
export function selectedIn(study: Study, id: SystemId): MatrixPlace | null {
	const { matrix } = study.selection;
	return matrix && isOwn(study, id) ? { row: matrix.truth, column: matrix.read } : null;
}

/** The knees selected elsewhere, as this system reads them; null where nothing is selected there. */
export function linkedIn(study: Study, system: System): Confusion | null {
	const { selection, table, view, scale } = study;
	if (!selection.current || isOwn(study, system.id)) return null;
	const confusion = confusionOf(table, system.predictions, selection.rows);
	return groupedConfusion(confusion, classGroups(scale, view.merging));
}

/** Chooses a place of a system's matrix; null clears. */
export function selectIn(
	{ selection, view }: Study,
	id: SystemId,
	place: MatrixPlace | null
): void {
	if (!place) return selection.clear();
	const { row: truth, column: read } = place;
	const { merging } = view;
	selection.select({ system: id, truth, read, ...(merging === 'none' ? {} : { merging }) });
}

/** Two systems' matrices of the knees that both have read. */
export function commonConfusions(
	{ systems, table }: Study,
	a: System,
	b: System
): { a: Confusion; b: Confusion } {
	const rows = systems.rows.filter((row) => a.predictions[row] >= 0 && b.predictions[row] >= 0);
	return {
		a: confusionOf(table, a.predictions, rows),
		b: confusionOf(table, b.predictions, rows)
	};
}

function confusionOf(
	{ grades, classCount }: KneeTable,
	predictions: Int8Array,
	rows: readonly number[]
) {
	const known = rows.filter((row) => predictions[row] >= 0);
	return confusionMatrix(
		known.map((row) => grades[row]),
		known.map((row) => predictions[row]),
		classCount
	);
}
