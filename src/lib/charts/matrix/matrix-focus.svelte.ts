import { moveInGrid, type GridPlace } from './grid-moves.ts';

interface MatrixKeys {
	size: () => number;
	/** Enter, space or a click. */
	choose: (place: GridPlace) => void;
	/** Esc; false lets the key pass. */
	clear: () => boolean;
}

/** The one tab stop of a matrix whose cells and headers carry `data-row` and `data-column`. */
export class MatrixFocus {
	readonly #keys: MatrixKeys;
	#at = $state<GridPlace>({ row: 0, column: 0 });

	constructor(keys: MatrixKeys) {
		this.#keys = keys;
	}

	tabindex(row: number, column: number): 0 | -1 {
		const last = this.#keys.size() - 1;
		const at = { row: Math.min(this.#at.row, last), column: Math.min(this.#at.column, last) };
		return at.row === row && at.column === column ? 0 : -1;
	}

	readonly onclick = (event: MouseEvent): void => {
		const cell = (event.target as Element).closest<HTMLElement>('[data-row]');
		if (!cell) return;
		this.#at = { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
		this.#keys.choose(this.#at);
	};

	readonly onkeydown = (event: KeyboardEvent): void => {
		if (event.altKey || event.metaKey) return;
		if (event.key === 'Enter' || event.key === ' ') {
			this.#keys.choose(this.#at);
		} else if (event.key !== 'Escape' || !this.#keys.clear()) {
			const next = moveInGrid(event.key, this.#at, this.#keys.size(), event.ctrlKey);
			if (!next) return;
			this.#at = next;
			(event.currentTarget as Element)
				.querySelector<HTMLElement>(`[data-row="${next.row}"][data-column="${next.column}"]`)
				?.focus();
		}
		event.preventDefault();
		event.stopPropagation();
	};
}
