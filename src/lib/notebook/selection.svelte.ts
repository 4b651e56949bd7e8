import type { KneeTable } from './knee-table.ts';
import type { SystemId, Systems } from './systems.svelte.ts';

/** Knees of a matrix: a cell, a row (`read` null), a column (`truth` null). */
export interface Selection {
	system: SystemId;
	truth: number | null;
	read: number | null;
}

export type SelectionOrder = 'surest' | 'closest' | 'number';

/** The one selection that every matrix, the tray of knees and the knee view share. */
export class SelectionState {
	readonly #table: KneeTable;
	readonly #systems: Systems;
	#current = $state.raw<Selection | null>(null);
	#openRow = $state<number | null>(null);
	order = $state<SelectionOrder>('surest');

	/** Rows of the selected knees, in the chosen order. */
	readonly rows: readonly number[] = $derived.by(() => this.#sorted());

	constructor(table: KneeTable, systems: Systems) {
		this.#table = table;
		this.#systems = systems;
	}

	get current(): Selection | null {
		return this.#current;
	}

	/** Row of the knee that is open in the knee view; null while none is. */
	get openRow(): number | null {
		return this.#openRow;
	}

	select(selection: Selection): void {
		this.#current = selection;
	}

	clear(): void {
		this.#current = null;
		this.#openRow = null;
	}

	open(row: number): void {
		this.#openRow = row;
	}

	close(): void {
		this.#openRow = null;
	}

	/** Opens the next (1) or previous (-1) knee of the selection; stays at the ends. */
	step(direction: 1 | -1): void {
		if (this.#openRow === null) return;
		const next = this.rows[this.rows.indexOf(this.#openRow) + direction];
		if (next !== undefined) this.#openRow = next;
	}

	/** How many of the selected knees another system reads as `read`, of those with this true grade. */
	linkedCount(system: SystemId, truth: number, read: number): number {
		const predictions = this.#systems.get(system)?.predictions;
		if (!predictions) return 0;
		return this.rows.filter((row) => this.#table.grades[row] === truth && predictions[row] === read)
			.length;
	}

	#sorted(): readonly number[] {
		const selection = this.#current;
		if (!selection) return [];
		const predictions = this.#systems.get(selection.system)?.predictions;
		if (!predictions) return [];
		const { grades } = this.#table;
		const rows = this.#table.evaluatedRows.filter(
			(row) =>
				predictions[row] >= 0 &&
				(selection.truth === null || grades[row] === selection.truth) &&
				(selection.read === null || predictions[row] === selection.read)
		);
		if (this.order === 'number') return rows;
		const margin = new Map(
			rows.map((row) => [row, this.#systems.margin(selection.system, row) ?? 0])
		);
		const sign = this.order === 'surest' ? -1 : 1;
		return rows.toSorted((a, b) => sign * (margin.get(a)! - margin.get(b)!) || a - b);
	}
}
