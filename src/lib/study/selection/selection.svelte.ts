import type { KneeFilter } from './knee-filter.svelte.ts';
import type { KneeNotes } from './knee-notes.svelte.ts';
import type { KneeTable } from '#lib/study/readings/knee-table.ts';
import { amongOf, selectedRows, type MatrixSelection, type Selection } from './selected-rows.ts';
import { orderedRows, type SelectionOrder } from './selection-order.ts';
import type { Systems } from '#lib/study/systems/systems.svelte.ts';

export type { Selection } from './selected-rows.ts';
export type { SelectionOrder } from './selection-order.ts';

/** The one selection that every matrix, the tray of knees and the knee view share. */
export class SelectionState {
	readonly #table: KneeTable;
	readonly #systems: Systems;
	readonly #notes: KneeNotes;
	readonly #filter: KneeFilter;
	#current = $state.raw<Selection | null>(null);
	#openRow = $state<number | null>(null);
	#lastOfSelection = $state<number | null>(null);
	order = $state<SelectionOrder>('surest');

	/** Rows of the selected knees, in the chosen order. */
	readonly rows: readonly number[] = $derived.by(() => {
		const selection = this.#current;
		if (!selection) return [];
		const rows = selectedRows(selection, this.#table, this.#systems, this.#notes);
		return orderedRows(rows, this.order, selection, this.#table, this.#systems);
	});

	/** Knees of the selection that the filter leaves out. */
	readonly hidden: number = $derived.by(() => {
		const selection = this.#current;
		const { evaluatedRows } = this.#table;
		if (!selection || this.#systems.rows === evaluatedRows) return 0;
		const all = selectedRows(selection, this.#table, this.#systems, this.#notes, evaluatedRows);
		return all.length - this.rows.length;
	});

	constructor(table: KneeTable, systems: Systems, notes: KneeNotes, filter: KneeFilter) {
		this.#table = table;
		this.#systems = systems;
		this.#notes = notes;
		this.#filter = filter;
	}

	get current(): Selection | null {
		return this.#current;
	}

	/** The selection where it is a cell, row or column of a matrix; else null. */
	get matrix(): MatrixSelection | null {
		const selection = this.#current;
		if (!selection) return null;
		return selection.kind === undefined || selection.kind === 'matrix' ? selection : null;
	}

	/** Row of the knee that is open in the knee view; null while none is. */
	get openRow(): number | null {
		return this.#openRow;
	}

	/** The knee of the selection that was open last, while one from outside it is open; else null. */
	get returnRow(): number | null {
		const last = this.#lastOfSelection;
		if (this.#openRow === null || last === null || last === this.#openRow) return null;
		return this.rows.includes(last) && !this.rows.includes(this.#openRow) ? last : null;
	}

	/** A list keeps which knees it was chosen among, unless it says so itself. */
	select(selection: Selection): void {
		const isNew = selection.kind === 'listed' && selection.among === undefined;
		this.restore(isNew ? { ...selection, among: amongOf(this.#filter) } : selection);
	}

	/** Selects what an address holds, as it is. */
	restore(selection: Selection): void {
		this.#current = selection;
		this.#lastOfSelection = null;
	}

	clear(): void {
		this.#current = null;
		this.#lastOfSelection = null;
		this.#openRow = null;
	}

	open(row: number): void {
		this.#openRow = row;
		if (this.rows.includes(row)) this.#lastOfSelection = row;
	}

	close(): void {
		this.#openRow = null;
	}

	/** The next (1) or previous (-1) knee of the selection; null at its ends and outside of it. */
	neighbour(direction: 1 | -1): number | null {
		const from = this.returnRow ?? this.#openRow;
		const place = from === null ? -1 : this.rows.indexOf(from);
		return place < 0 ? null : (this.rows[place + direction] ?? null);
	}

	/** Opens the next or previous knee of the selection; stays at the ends. */
	step(direction: 1 | -1): void {
		const row = this.neighbour(direction);
		if (row !== null) this.open(row);
	}
}
