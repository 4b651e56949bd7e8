import type { ReaderMark } from './reader.types.ts';

/** A reader's colour; the ensemble and the visitor are ink. */
export function readerColour(mark: ReaderMark): string {
	if (mark === 'you') return 'var(--ink)';
	return mark === 'ensemble' ? 'var(--ensemble)' : `var(--reader-${mark % 3})`;
}
