import type { KneeTable } from './knee-table.ts';
import type { System, SystemId, Systems } from './systems.svelte.ts';

/** Knees of a matrix: a cell, a row (`read` null), a column (`truth` null). */
export interface MatrixSelection {
	kind?: 'matrix';
	system: SystemId;
	truth: number | null;
	read: number | null;
}

/** All knees that one system reads wrongly. */
export interface MistakesSelection {
	kind: 'mistakes';
	system: SystemId;
}

/** Knees that exactly so many of the networks read right, of those that all networks have read. */
export interface AgreementSelection {
	kind: 'agreement';
	right: number;
	/** Of one true grade; null for all. */
	truth: number | null;
}

/** All knees of a true grade, read or not. */
export interface GradeSelection {
	kind: 'grade';
	truth: number;
}

export type Selection = MatrixSelection | MistakesSelection | AgreementSelection | GradeSelection;

/** Mistakes first, surest first; or the smallest lead of the grade read first; or as the set lists them. */
export type SelectionOrder = 'surest' | 'closest' | 'number';

/** How many of the networks read a knee right; null while one of them has not read it. */
export function networksRight(
	models: readonly System[],
	table: KneeTable,
	row: number
): number | null {
	let right = 0;
	for (const { predictions } of models) {
		if (predictions[row] < 0) return null;
		if (predictions[row] === table.grades[row]) right++;
	}
	return right;
}

/** Rows of the evaluated split that a selection names, in the order of the set. */
export function selectedRows(selection: Selection, table: KneeTable, systems: Systems): number[] {
	const belongs = membership(selection, table, systems);
	return table.evaluatedRows.filter(belongs);
}

/**
 * The rows in another order. Who is judged is the selection's own system; where it has none, all networks:
 * then the surest mistake of any of them counts, and the closest call of any.
 */
export function orderedRows(
	rows: readonly number[],
	order: SelectionOrder,
	selection: Selection,
	table: KneeTable,
	systems: Systems
): readonly number[] {
	if (order === 'number') return rows;
	const judged = 'system' in selection ? [systems.get(selection.system)] : systems.models;
	const readers = judged.filter((system) => system !== null);
	const keys = new Map(
		rows.map((row) => {
			const known = readers.filter(({ predictions }) => predictions[row] >= 0);
			const wrong = known.filter(({ predictions }) => predictions[row] !== table.grades[row]);
			const margins = (of: readonly System[]) => of.map(({ id }) => systems.margin(id, row) ?? 0);
			if (order === 'closest') return [row, Math.min(...margins(known))];
			const surest = Math.max(...margins(wrong.length > 0 ? wrong : known));
			return [row, -(surest + (wrong.length > 0 ? MISTAKES_FIRST : 0))];
		})
	);
	return rows.toSorted((a, b) => keys.get(a)! - keys.get(b)! || a - b);
}

/** More than any lead of one grade over another can be. */
const MISTAKES_FIRST = 2;

function membership(
	selection: Selection,
	table: KneeTable,
	systems: Systems
): (row: number) => boolean {
	const { grades } = table;
	switch (selection.kind) {
		case 'agreement': {
			const { right, truth } = selection;
			return (row) =>
				(truth === null || grades[row] === truth) &&
				networksRight(systems.models, table, row) === right;
		}
		case 'grade':
			return (row) => grades[row] === selection.truth;
		case 'mistakes': {
			const predictions = systems.get(selection.system)?.predictions;
			return (row) =>
				predictions !== undefined && predictions[row] >= 0 && predictions[row] !== grades[row];
		}
		default: {
			const { truth, read } = selection;
			const predictions = systems.get(selection.system)?.predictions;
			return (row) =>
				predictions !== undefined &&
				predictions[row] >= 0 &&
				(truth === null || grades[row] === truth) &&
				(read === null || predictions[row] === read);
		}
	}
}
