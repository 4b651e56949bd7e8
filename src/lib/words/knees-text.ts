import { formatCount } from '#lib/core/text/format.ts';

/** "32 knees", "1 knee" */
export function kneesText(count: number): string {
	return `${formatCount(count)} ${count === 1 ? 'knee' : 'knees'}`;
}
