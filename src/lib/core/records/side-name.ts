import type { Side } from './test-set.ts';

/** "left" or "right", or "side unknown" where nothing says it. */
export function sideName(side: Side | null): string {
	if (side === null) return 'side unknown';
	return side === 'L' ? 'left' : 'right';
}
