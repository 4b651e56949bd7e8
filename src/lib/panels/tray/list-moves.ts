/**
 * Where a key leads in a list laid out in columns: arrows by one or by a line, Home and End to the ends.
 * Null for other keys and beyond the ends.
 */
export function moveInList(
	key: string,
	place: number,
	length: number,
	columns: number
): number | null {
	const step: Record<string, number> = {
		ArrowLeft: -1,
		ArrowRight: 1,
		ArrowUp: -columns,
		ArrowDown: columns
	};
	if (key === 'Home') return 0;
	if (key === 'End') return length - 1;
	if (!(key in step)) return null;
	const next = place + step[key];
	return next < 0 || next >= length ? null : next;
}
