import { formatPercent } from '#lib/core/format.ts';
import { EQUAL_SHARES, sameShares, type ShareSource } from '#lib/notebook/grade-shares.ts';

/** "the shares of these knees" */
export function sharesWords(source: ShareSource): string {
	if (source === 'equal') return 'equal shares of the grades';
	if (source === 'val') return 'the shares of the validation knees';
	if (source === 'shown') return 'the shares of these knees';
	const sum = source.reduce((all, part) => all + part, 0);
	return `shares of ${source.map((part) => formatPercent(part / sum)).join(', ')}`;
}

/** "equally frequent grades (20% each)", "grades with shares of 40%, 18%, 26%, 13%, 3%" */
export function sharesInWords(shares: readonly number[]): string {
	if (sameShares(shares, EQUAL_SHARES)) {
		return `equally frequent grades (${formatPercent(EQUAL_SHARES[0])} each)`;
	}
	return `grades with shares of ${shares.map((share) => formatPercent(share, 1)).join(', ')}`;
}
