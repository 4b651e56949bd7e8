import { createContext } from 'svelte';

/** What stands above a cell. */
export interface CellHeading {
	/** The anchor and the end of its link, e.g. "each-model". */
	readonly id: string;
	readonly title: string;
	/** The question the cell answers. */
	readonly question: string;
	/** Its place on the page, from 1. */
	readonly number: number;
}

/** The heading of the cell that the components below belong to. */
export const [getCellHeading, setCellHeading] = createContext<() => CellHeading>();
