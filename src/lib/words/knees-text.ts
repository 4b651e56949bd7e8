import { nouns } from '#lib/core/text/nouns.ts';
import { formatCount } from '#lib/core/text/format.ts';

/** "32 knees", "1 knee" */
export function kneesText(count: number): string {
	return `${formatCount(count)} ${count === 1 ? nouns.case : nouns.cases}`;
}
