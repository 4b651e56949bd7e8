import { confusionMatrix, type Confusion } from '#lib/core/confusion.ts';
import type { Study } from './study.svelte.ts';
import type { System, SystemId } from './systems.svelte.ts';

/** A matrix's own selection as a place in it: a cell, a row (`column` null) or a column (`row` null). */
export interface MatrixPlace {
	row: number | null;
	column: number | null;
}

/** What is selected in this system's own matrix; null where nothing is. */
export function selectedIn({ selection }: Study, id: SystemId): MatrixPlace | null {
	const { matrix } = selection;
	return matrix?.system === id ? { row: matrix.truth, column: matrix.read } : null;
}

/** The knees selected elsewhere, as this system reads them; null where nothing is selected there. */
export function linkedIn({ selection, table }: Study, system: System): Confusion | null {
	if (!selection.current || selection.matrix?.system === system.id) return null;
	return confusionOf(table.grades, system.predictions, selection.rows);
}

/** Chooses a place of a system's matrix; null clears. */
export function selectIn({ selection }: Study, id: SystemId, place: MatrixPlace | null): void {
	if (place) selection.select({ system: id, truth: place.row, read: place.column });
	else selection.clear();
}

/** Two systems' matrices of the knees that both have read. */
export function commonConfusions(
	{ table }: Study,
	a: System,
	b: System
): { a: Confusion; b: Confusion } {
	const rows = table.evaluatedRows.filter(
		(row) => a.predictions[row] >= 0 && b.predictions[row] >= 0
	);
	return {
		a: confusionOf(table.grades, a.predictions, rows),
		b: confusionOf(table.grades, b.predictions, rows)
	};
}

function confusionOf(grades: Int8Array, predictions: Int8Array, rows: readonly number[]) {
	const known = rows.filter((row) => predictions[row] >= 0);
	return confusionMatrix(
		known.map((row) => grades[row]),
		known.map((row) => predictions[row])
	);
}
