/** A place in a matrix; row or column -1 is its header. */
export interface GridPlace {
	row: number;
	column: number;
}

/**
 * Where a key leads in a matrix with row and column headers (WAI-ARIA grid pattern): arrows by one, Home and
 * End to the ends of the row, with Ctrl to the first and last cell. Null for other keys. The empty corner is
 * stepped around.
 */
export function moveInGrid(
	key: string,
	{ row, column }: GridPlace,
	size: number,
	ctrl = false
): GridPlace | null {
	const last = size - 1;
	const inRow = (next: number) => (row === -1 ? Math.max(0, next) : next);
	const inColumn = (next: number) => (column === -1 ? Math.max(0, next) : next);
	switch (key) {
		case 'ArrowLeft':
			return { row, column: inRow(Math.max(-1, column - 1)) };
		case 'ArrowRight':
			return { row, column: Math.min(last, column + 1) };
		case 'ArrowUp':
			return { row: inColumn(Math.max(-1, row - 1)), column };
		case 'ArrowDown':
			return { row: Math.min(last, row + 1), column };
		case 'Home':
			return ctrl ? { row: 0, column: 0 } : { row, column: inRow(-1) };
		case 'End':
			return ctrl ? { row: last, column: last } : { row, column: last };
		default:
			return null;
	}
}
