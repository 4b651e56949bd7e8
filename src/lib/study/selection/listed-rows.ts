const BITS = 8;

/** Rows as a word of an address: one bit a row up to the last one listed, as base64 of URLs. */
export function rowsToWord(rows: readonly number[]): string {
	const last = rows.reduce((most, row) => Math.max(most, row), -1);
	const bytes = new Uint8Array(Math.ceil((last + 1) / BITS));
	for (const row of rows) bytes[Math.floor(row / BITS)] |= 1 << (row % BITS);
	const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The rows that {@link rowsToWord} wrote, ascending; null where the word is damaged. */
export function rowsFromWord(word: string): number[] | null {
	if (!/^[\w-]*$/.test(word) || word.length % 4 === 1) return null;
	const bytes = atob(word.replaceAll('-', '+').replaceAll('_', '/'));
	return Array.from({ length: bytes.length * BITS }, (_, row) => row).filter(
		(row) => (bytes.charCodeAt(Math.floor(row / BITS)) >> (row % BITS)) & 1
	);
}
