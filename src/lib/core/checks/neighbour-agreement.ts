import { clusteredMean } from '#lib/core/statistics/clustered-mean.ts';
import type { Neighbours } from './nearest-knees.ts';

/** How alike the knees of one group are to one another, by the features that neighbours were found with. */
export interface GroupAgreement {
	/** Null for all groups together. */
	group: number | null;
	knees: number;
	/** Mean share of the nearest that are of the same group, 0-1; null without knees. */
	share: number | null;
	/**
	 * 95 % interval of the share; subjects are resampled, neighbours stay, so that what the shares of subjects near one another
	 * have in common is not allowed for. Null where it cannot be told.
	 */
	interval: { lower: number; upper: number } | null;
	/** The share that neighbours drawn at random would have; null without other knees. */
	chance: number | null;
}

/**
 * For each knee the share of its nearest knees of other subjects that are of its group.
 *
 * @param groups `[knees]`, such as true grades; -1 where it is not known, which counts as no neighbour
 * @param subjects `[knees]`; a knee of the same subject does not count as a neighbour
 * @param count how many neighbours are looked at, of those there are
 * @returns `[knees]`, 0-1; null where no neighbour counts, and for knees of no known group
 */
export function neighbourShares(
	{ indices, k }: Neighbours,
	groups: ArrayLike<number>,
	subjects: readonly string[],
	count: number
): (number | null)[] {
	return subjects.map((subject, knee) => {
		if (groups[knee] < 0) return null;
		const others = [...indices.subarray(knee * k, (knee + 1) * k)]
			.filter((other) => subjects[other] !== subject && groups[other] >= 0)
			.slice(0, count);
		if (others.length === 0) return null;
		return others.filter((other) => groups[other] === groups[knee]).length / others.length;
	});
}

/**
 * Shares of {@link neighbourShares}, all together and by group.
 *
 * @param count groups there are, each listed even without knees
 */
export function agreementByGroup(
	shares: readonly (number | null)[],
	groups: ArrayLike<number>,
	subjects: readonly string[],
	count: number
): GroupAgreement[] {
	const all = [...shares.keys()].filter((knee) => shares[knee] !== null);
	const sizes = Array<number>(count).fill(0);
	for (const knee of all) sizes[groups[knee]]++;
	return [null, ...sizes.keys()].map((group) => {
		const knees = group === null ? all : all.filter((knee) => groups[knee] === group);
		const mean = clusteredMean(
			knees.map((knee) => shares[knee]!),
			knees.map((knee) => subjects[knee])
		);
		return {
			group,
			knees: knees.length,
			share: mean?.mean ?? null,
			interval: mean?.interval ?? null,
			chance: chanceOf(sizes, group)
		};
	});
}

/** Chance that another knee is of the group of a knee of this group; of any knee where `group` is null. */
function chanceOf(sizes: readonly number[], group: number | null): number | null {
	const all = sizes.reduce((sum, size) => sum + size, 0);
	if (all < 2) return null;
	if (group !== null) return Math.max(0, sizes[group] - 1) / (all - 1);
	return sizes.reduce((sum, size) => sum + size * (size - 1), 0) / (all * (all - 1));
}
