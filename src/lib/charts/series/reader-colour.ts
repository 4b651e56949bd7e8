import type { ReaderMark } from './reader.types.ts';

/**
 * `--reader-0` to `--reader-9` of tokens.css in the light theme, for drawings that leave the page. Each has a shape of
 * its own as well.
 */
export const READER_COLOURS: readonly string[] = [
	'#004687',
	'#217f77',
	'#9b50c7',
	'#00007c',
	'#593c56',
	'#516b4f',
	'#300037',
	'#686187',
	'#024a36',
	'#0000e3'
];

/** The same in the dark theme. */
export const READER_COLOURS_DARK: readonly string[] = [
	'#9dcefe',
	'#42978a',
	'#b568e0',
	'#6b7ca5',
	'#c6a0b1',
	'#a4fd7e',
	'#f418b0',
	'#fe75cd',
	'#78aa8c',
	'#98a9ff'
];

/** A reader's colour; the ensemble and the visitor are ink. After the tenth network colours begin again. */
export function readerColour(mark: ReaderMark): string {
	if (mark === 'you') return 'var(--ink)';
	if (mark === 'ensemble') return 'var(--ensemble)';
	return `var(--reader-${mark % READER_COLOURS.length})`;
}

/** A network's colour in the light theme. */
export function drawnReaderColour(mark: number): string {
	return READER_COLOURS[mark % READER_COLOURS.length];
}

/** Of the lines of every ten networks: whole, dashed, dotted, dash and dot. */
const DASHES = [null, '7 3', '2 3', '8 3 2 3'];

/** The `stroke-dasharray` of a reader's line: another wherever colours begin again, up to forty networks. */
export function readerDash(mark: ReaderMark): string | null {
	if (typeof mark === 'string') return DASHES[0];
	return DASHES[Math.floor(mark / READER_COLOURS.length) % DASHES.length];
}
