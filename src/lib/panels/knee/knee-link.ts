import type { KneeTable } from '#lib/study/readings/knee-table.ts';

const PREFIX = '#knee-';

/** The end of the address that opens a knee. */
export function kneeLink(table: KneeTable, row: number): string {
	return `${PREFIX}${encodeURIComponent(table.knees[row].id)}`;
}

/** Whether the end of an address is that of a knee, of this set or not. */
export function namesKnee(hash: string): boolean {
	return hash.startsWith(PREFIX);
}

/** The row that an address names; null where it names none of this set. */
export function linkedRow(table: KneeTable, hash: string): number | null {
	if (!namesKnee(hash)) return null;
	try {
		return table.row(decodeURIComponent(hash.slice(PREFIX.length)));
	} catch {
		return null;
	}
}
