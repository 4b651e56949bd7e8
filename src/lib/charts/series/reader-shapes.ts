import { READER_COLOURS } from './reader-colour.ts';
import type { ReaderMark } from './reader.types.ts';

/** Paths in 12 by 12 units: circle, square, triangle, then triangles turned, cross, star, hourglass and bar. */
const NETWORKS: readonly string[] = [
	'M6 1.3A4.7 4.7 0 1 1 6 10.7A4.7 4.7 0 1 1 6 1.3Z',
	'M1.7 1.7H10.3V10.3H1.7Z',
	'M6 .9 11.4 10.6H.6Z',
	'M6 11.1.6 1.4H11.4Z',
	'M3.1.9 6 3.8 8.9.9 11.1 3.1 8.2 6 11.1 8.9 8.9 11.1 6 8.2 3.1 11.1.9 8.9 3.8 6 .9 3.1Z',
	'M6 .7 7.47 4.38 11.42 4.64 8.38 7.17 9.35 11.01 6 8.9 2.65 11.01 3.62 7.17 .58 4.64 4.53 4.38Z',
	'M1.4.6 11.1 6 1.4 11.4Z',
	'M1 .9H11L7.3 6 11 11.1H1L4.7 6Z',
	'M10.6.6.9 6 10.6 11.4Z',
	'M.6 3.8H11.4V8.2H.6Z'
];

/** A reader's mark as a path. After the tenth network shapes shift against colours, so that no two networks look the same. */
export function readerShape(mark: ReaderMark): string {
	if (mark === 'ensemble') return 'M6 .6 11.4 6 6 11.4 .6 6Z';
	if (mark === 'you') return 'M4.4 .8H7.6V4.4H11.2V7.6H7.6V11.2H4.4V7.6H.8V4.4H4.4Z';
	const shift = Math.floor(mark / READER_COLOURS.length);
	return NETWORKS[(mark + shift) % NETWORKS.length];
}
