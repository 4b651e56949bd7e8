import type { Confusion } from '#lib/core/metrics/confusion.ts';
import { matrixDifference, type MatrixDifference } from '#lib/core/metrics/difference-matrix.ts';
import { classGroups, groupedConfusion, groupOfClass } from '#lib/core/labels/class-groups.ts';
import { comparedSystem } from '#lib/study/systems/compared-systems.ts';
import { commonConfusions, type MatrixPlace } from './matrix-link.ts';
import type { DifferenceSelection } from './selected-rows.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import type { System, SystemId } from '#lib/study/systems/systems.svelte.ts';

/** A's matrix minus B's over the knees that both have read, with the classes that the page merges. */
export interface Comparison {
	a: System;
	b: System;
	/** Knees that both have read. */
	rows: readonly number[];
	/** Their matrices over these knees. */
	of: Confusion;
	minus: Confusion;
	difference: MatrixDifference;
	/** Knees read differently. */
	moved: number;
	/** Knees that A reads right and B wrongly. */
	rightByA: number;
	/** Knees that B reads right and A wrongly. */
	rightByB: number;
}

/** Null where one of the two is not there. */
export function compareSystems(study: Study, idA: SystemId, idB: SystemId): Comparison | null {
	const { systems } = study;
	const a = comparedSystem(systems, idA);
	const b = comparedSystem(systems, idB);
	if (!a || !b) return null;
	const rows = systems.rows.filter((row) => a.predictions[row] >= 0 && b.predictions[row] >= 0);
	const difference = differenceOf(study, a, b, rows);
	const common = commonConfusions(study, a, b);
	const groups = classGroups(study.scale, study.view.merging);
	return {
		a,
		b,
		rows,
		of: groupedConfusion(common.a, groups),
		minus: groupedConfusion(common.b, groups),
		difference,
		moved: difference.gained.flat().reduce((sum, count) => sum + count, 0),
		rightByA: trace(difference.gained),
		rightByB: trace(difference.lost)
	};
}

/** Knees of the evaluated split that two systems read differently, with the classes that the page merges. */
export function movedCount({ systems, view, scale }: Study, idA: SystemId, idB: SystemId): number {
	const a = comparedSystem(systems, idA)?.predictions;
	const b = comparedSystem(systems, idB)?.predictions;
	if (!a || !b) return 0;
	const group = groupOfClass(classGroups(scale, view.merging));
	return systems.rows.filter((row) => a[row] >= 0 && b[row] >= 0 && group[a[row]] !== group[b[row]])
		.length;
}

/** The selection where it is one of this difference as it is shown now; else null. */
export function selectedDifference(
	{ selection, view }: Study,
	a: SystemId,
	b: SystemId
): DifferenceSelection | null {
	const { current } = selection;
	if (current?.kind !== 'difference' || current.a !== a || current.b !== b) return null;
	return (current.merging ?? 'none') === view.merging ? current : null;
}

/**
 * Knees selected elsewhere by the cells that they are gained or lost in, `[true][read]`; null where nothing is
 * selected there.
 */
export function linkedDifference(
	study: Study,
	{ a, b }: Comparison,
	own: boolean
): Confusion | null {
	const { selection } = study;
	if (!selection.current || own) return null;
	const rows = selection.rows.filter((row) => a.predictions[row] >= 0 && b.predictions[row] >= 0);
	const { gained, lost } = differenceOf(study, a, b, rows);
	return gained.map((cells, t) => cells.map((count, r) => count + lost[t][r]));
}

/** Chooses a place of the difference; null clears. */
export function selectDifference(
	{ selection, view }: Study,
	a: SystemId,
	b: SystemId,
	place: MatrixPlace | null,
	change: DifferenceSelection['change'] = 'moved'
): void {
	if (!place) return selection.clear();
	const { row: truth, column: read } = place;
	const { merging } = view;
	selection.select({
		kind: 'difference',
		a,
		b,
		truth,
		read,
		change,
		...(merging === 'none' ? {} : { merging })
	});
}

function differenceOf(
	{ table, view, scale }: Study,
	a: System,
	b: System,
	rows: readonly number[]
): MatrixDifference {
	const groups = classGroups(scale, view.merging);
	const group = groupOfClass(groups);
	return matrixDifference(
		rows.map((row) => group[table.grades[row]]),
		rows.map((row) => group[a.predictions[row]]),
		rows.map((row) => group[b.predictions[row]]),
		groups.length
	);
}

function trace(matrix: Confusion): number {
	return matrix.reduce((sum, row, i) => sum + row[i], 0);
}
