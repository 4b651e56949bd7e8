import { rescaleRows } from '#lib/core/combine/ensemble.ts';
import { priorAdjusted } from '#lib/core/scores/prior-shift.ts';
import {
	shareSourceFrom,
	shareSourceTo,
	type ShareSource
} from '#lib/study/systems/grade-shares.ts';
import type { SystemReadings } from '#lib/study/systems/systems.svelte.ts';

/** Shares that probabilities are for: none, which leaves scores as they are; of the knees that pass the filter; or as a rule has them. */
export type ProbabilityShares = 'as-read' | 'filter' | ShareSource;

/** What probabilities of a system are made of. */
export type Scored = Pick<SystemReadings, 'scores' | 'basis'>;

/**
 * Probabilities of some rows: scores converted to the shares of the grades, or divided by their sum alone where there are no
 * shares or it is not known which shares the scores are for.
 *
 * @param rows that the system has read
 * @returns row-major `[rows, classCount]`, each row sums to 1
 */
export function probabilitiesOf(
	{ scores, basis }: Scored,
	rows: readonly number[],
	target: readonly number[] | null
): Float64Array<ArrayBuffer> {
	if (!target || !basis) return rescaleRows(scores.gather(rows).values, scores.classCount);
	return priorAdjusted(basis.scores.gather(rows).values, { prior: basis.prior, target });
}

/** As a word of an address: `as-read`, `filter`, `val`, `shown`, `equal`, `40-20-20-15-5`. */
export function sharesToAddress(shares: ProbabilityShares): string {
	return shares === 'as-read' || shares === 'filter' ? shares : shareSourceTo(shares);
}

/** What {@link sharesToAddress} wrote; null where the word is damaged. */
export function sharesFromAddress(word: string, classCount: number): ProbabilityShares | null {
	return word === 'as-read' || word === 'filter' ? word : shareSourceFrom(word, classCount);
}
