import type { ExchangeUnits } from '#lib/core/comparison/exchange-units.ts';
import { membershipDistribution } from './membership-distribution.ts';
import { MembershipShuffle } from './membership-shuffle.ts';
import { Random } from '#lib/core/statistics/random.ts';

/** What is asked of a slice, 0 where it is as the rest; NaN where undefined. */
export interface MembershipStatistic {
	/** @param members positions of the knees that are in the slice; as many in every draw */
	of(members: ArrayLike<number>): number;
	/** Where it is a sum over the members plus a constant: what each knee adds, and the constant. */
	linear?: { values: ArrayLike<number>; constant: number };
}

export interface MembershipTest {
	/** Two-sided, above 0 to 1. */
	p: number;
	/** Ways of exchange that were drawn; null where all were counted. */
	draws: number | null;
}

export interface MembershipOptions {
	/** 0 to 2^32 - 1 */
	seed?: number;
	/** Draws at most; the least p is 1 / (draws + 1). */
	mostDraws?: number;
}

export const MOST_DRAWS = 20_000;
/** Draws as extreme as what was observed, after which p is known to about 10 % of itself and no more are made. */
const ENOUGH_EXTREMES = 100;
/** With fewer ways to exchange, no p of 0.05 can come out. */
const LEAST_ARRANGEMENTS = 20;
/** Statistics that differ by less, as a share of the observed one or as they are, differ by rounding. */
const ROUNDING = 1e-7;

/** Whether memberships can be exchanged in enough ways for a test. */
export function canBeTested({ logArrangements }: ExchangeUnits): boolean {
	return logArrangements >= Math.log(LEAST_ARRANGEMENTS) - ROUNDING;
}

/**
 * Permutation test of membership in a slice (Pitman, J R Stat Soc Suppl 1937;4:119-130; Good, Permutation, Parametric and
 * Bootstrap Tests of Hypotheses, 2005): how often a slice made up alike, whose knees have nothing else in common, is as far
 * from the rest in either direction. Exact where the distribution can be worked out; of shares of one knee a subject it is
 * Fisher's exact test, `scipy.stats.fisher_exact` with the tables ordered by difference. Else drawn, and at most as often
 * below any level as the level says: `(extremes + 1) / (draws + 1)` (Phipson & Smyth, Stat Appl Genet Mol Biol 2010;9:39),
 * or `extremes / draws` where the draws end with enough extremes (Besag & Clifford, Biometrika 1991;78:301-304).
 *
 * @param members positions of the knees in the slice as it is
 * @returns null where the statistic is undefined
 */
export function membershipTest(
	units: ExchangeUnits,
	statistic: MembershipStatistic,
	members: ArrayLike<number>,
	{ seed = 1, mostDraws = MOST_DRAWS }: MembershipOptions = {}
): MembershipTest | null {
	const observed = Math.abs(statistic.of(members));
	if (Number.isNaN(observed)) return null;
	const bound = observed - ROUNDING * Math.max(1, observed);
	const exact = statistic.linear && exactP(units, statistic.linear, bound);
	if (exact) return { p: Math.min(1, exact), draws: null };
	const shuffle = new MembershipShuffle(units);
	const random = Random.fromSeed(seed);
	let extremes = 0;
	for (let draws = 1; draws <= mostDraws; draws++) {
		shuffle.draw(random);
		if (Math.abs(statistic.of(shuffle.members)) < bound) continue;
		extremes++;
		if (extremes === ENOUGH_EXTREMES) return { p: extremes / draws, draws };
	}
	return { p: (extremes + 1) / (mostDraws + 1), draws: mostDraws };
}

function exactP(
	units: ExchangeUnits,
	{ values, constant }: NonNullable<MembershipStatistic['linear']>,
	bound: number
): number | null {
	const distribution = membershipDistribution(units, values);
	if (!distribution) return null;
	let p = 0;
	for (const { sum, chance } of distribution) if (Math.abs(sum + constant) >= bound) p += chance;
	return p;
}
