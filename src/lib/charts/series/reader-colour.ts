import type { ReaderMark } from './reader.types.ts';

/**
 * `--reader-0` to `--reader-9` of tokens.css in the light theme, for drawings that leave the page. Beside each
 * other they are told apart by their shapes too.
 */
export const READER_COLOURS: readonly string[] = [
	'#004687',
	'#217f77',
	'#9b50c7',
	'#25052c',
	'#49583b',
	'#480cda',
	'#5b4b67',
	'#7c6a9d',
	'#144340',
	'#24334c'
];

/** A reader's colour; the ensemble and the visitor are ink. After the tenth network colours begin again. */
export function readerColour(mark: ReaderMark): string {
	if (mark === 'you') return 'var(--ink)';
	if (mark === 'ensemble') return 'var(--ensemble)';
	return `var(--reader-${mark % READER_COLOURS.length})`;
}
