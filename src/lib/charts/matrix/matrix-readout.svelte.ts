import type { GridPlace } from './grid-moves.ts';

/** The cell of a matrix that the pointer or the keyboard is at; Esc sends it away until they move on. */
export class MatrixReadout {
	#hovered = $state.raw<GridPlace | null>(null);
	#focused = $state.raw<GridPlace | null>(null);
	#dismissed = $state(false);
	readonly #chosen: () => GridPlace | null;

	/** @param chosen the chosen cell, which stands there while nothing is pointed at */
	constructor(chosen: () => GridPlace | null) {
		this.#chosen = chosen;
	}

	/** The cell to tell of; null for none. */
	get place(): GridPlace | null {
		return this.#dismissed ? null : (this.#hovered ?? this.#focused ?? this.#chosen());
	}

	/** Whether the pointer or the focus is at a cell. */
	get near(): boolean {
		return this.#hovered !== null || this.#focused !== null;
	}

	readonly onpointerover = ({ target }: PointerEvent): void => {
		const place = placeOf(target);
		if (isSame(place, this.#hovered)) return;
		this.#hovered = place;
		this.#dismissed = false;
	};

	readonly onpointerleave = (): void => {
		this.#hovered = null;
	};

	readonly onfocusin = ({ target }: FocusEvent): void => {
		this.#focused = placeOf(target);
		this.#dismissed = false;
	};

	readonly onfocusout = (): void => {
		this.#focused = null;
	};

	/** Esc anywhere on the page: the pointer may be here while the focus is elsewhere. */
	readonly onescape = ({ key }: KeyboardEvent): void => {
		if (key === 'Escape') this.#dismissed = true;
	};
}

/** The cell that holds an element; null outside of cells. */
function placeOf(target: EventTarget | null): GridPlace | null {
	const cell = (target as Element | null)?.closest<HTMLElement>('[role="gridcell"][data-row]');
	if (!cell) return null;
	return { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

function isSame(a: GridPlace | null, b: GridPlace | null): boolean {
	return a?.row === b?.row && a?.column === b?.column;
}
