/** A chart's numbers as a table: what "As table" shows and what a CSV of it holds. */
export interface Table {
	/** What the table says, in a few words; its accessible name. */
	caption: string;
	columns: readonly TableColumn[];
	rows: readonly (readonly TableCell[])[];
}

export interface TableColumn {
	label: string;
	/** Right-aligned figures. */
	numeric?: boolean;
}

/** Null is unknown, shown as such. */
export type TableCell = string | number | null;
