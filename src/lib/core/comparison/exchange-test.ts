import {
	differingSubjects,
	exchangedDifferences,
	observedDifference,
	type ExchangedPair
} from './exchanged-sums.ts';
import { allExchanges, drawExchanges, type Exchanges } from './exchanges.ts';
import { normalQuantile } from '#lib/core/statistics/normal-quantile.ts';
import { atLeast, neededDeviate, stepDown } from './westfall-young.ts';
import { wilsonInterval, type Range } from '#lib/core/statistics/wilson-interval.ts';

/** Exchanges drawn for the first answer, and in all for the figure that is looked at. */
export const FIRST_EXCHANGES = 2000;
export const MOST_EXCHANGES = 20_000;

/** A verdict is certain where the Monte-Carlo interval of this coverage lies on one side of the level. */
const MONTE_CARLO_Z = normalQuantile(0.995);
/** Power of the smallest difference that can be shown. */
const POWER_Z = normalQuantile(0.8);

/** What exchanges say of two systems and one figure. Plain data: can be posted from a worker. */
export interface PairEvidence {
	/** Size of the difference as it is. */
	observed: number;
	/** Subjects whose exchange changes anything. */
	differing: number;
	/**
	 * Sizes of the difference after every exchange there is of these subjects, the identity included, ascending; null where they are
	 * too many. Infinity where an exchange leaves the figure undefined.
	 */
	all: Float64Array | null;
	/** `[exchanges]` the same after each of the exchanges shared by all pairs. */
	shared: Float64Array;
	/** By how much one more subject that is read otherwise would change the difference; 0 where every subject differs anyway. */
	oneSubject: number;
}

/** What the exchanges say of a family of pairs compared by one figure. */
export interface ExchangeEvidence {
	/** Shared exchanges, without the identity. */
	count: number;
	/** Whether these are all there are. */
	exact: boolean;
	/** Null where the figure is not known of one of the two. */
	pairs: (PairEvidence | null)[];
}

/** The exchange test of two systems. */
export interface ExchangeTest {
	/** Two-sided; above 0 to 1. */
	p: number;
	/** Whether p is of every exchange there is, so that no lot enters it. */
	exact: boolean;
	/** p adjusted for the family, not below p. */
	adjusted: number;
	/** 99 % Monte-Carlo interval of the adjusted p; null where it is exact. */
	monteCarlo: Range | null;
	/** Exchanges shared by the family, the identity not counted. */
	exchanges: number;
	/** Subjects on which the two differ in what enters the figure. */
	differing: number;
	/** Exchanges that leave the figure undefined; they count as larger differences. */
	undefinedExchanges: number;
	/**
	 * Standard error that the test gives the difference: its standard deviation under exchange, or where p is exact the
	 * difference over the normal deviate of p (a test-based one: Miettinen, Am J Epidemiol 1976;103:226-235).
	 */
	error: number;
	/**
	 * So many standard errors the difference must be from 0 for an adjusted p below the level. An interval of the difference that is
	 * so wide on either side leaves 0 out exactly where the adjusted p is below the level.
	 */
	needed: number;
	/**
	 * Half the width of an interval of the difference for equivalence and non-inferiority: of twice the level, for all pairs at once.
	 * Its standard error allows for two subjects more on which the systems differ, one in the favour of each (as Bonett & Price, J Educ
	 * Behav Stat 2012;37:479-488, do for paired shares), since that few differ does not show that none does.
	 */
	oneSidedHalf: number;
	/**
	 * The smallest true difference that would be called significant with a chance of 80 % were it the only one: the standard
	 * deviation under exchange times the sum of the deviate that the family asks for and that of 80 %. Null where no difference could be
	 * significant, because so few subjects differ.
	 */
	smallest: number | null;
}

export interface ExchangeOptions {
	/** Exchanges drawn where they are too many to go through. */
	count?: number;
	seed?: number;
	/** How many of this seed come before them. */
	from?: number;
}

/**
 * The sizes of the differences of a family of pairs under exchanges of the two systems, subject by subject: if the systems
 * are equal, each subject could as well have been read the other way round, so that no number of subjects is too small.
 * Exchanges are gone through one by one where they are few, for all pairs together or for one, else drawn.
 *
 * @param pairs null where the figure is not known of one of the two
 * @param subjects in all, those who do not differ included
 */
export function exchangeEvidence(
	pairs: readonly (ExchangedPair | null)[],
	subjects: number,
	{ count = FIRST_EXCHANGES, seed = 1, from = 0 }: ExchangeOptions = {}
): ExchangeEvidence {
	const known = pairs.filter(
		(pair): pair is ExchangedPair => pair !== null && !Number.isNaN(observedDifference(pair))
	);
	const union = new Set(known.flatMap((pair) => [...differingSubjects(pair)]));
	const every = allExchanges(subjects, Uint32Array.from(union).sort());
	const exchanges = every ?? drawExchanges(subjects, count, { seed, from });
	const shared = sizesAfter(known, exchanges);
	return {
		count: exchanges.count,
		exact: exchanges.exact,
		pairs: pairs.map((pair) => {
			const place = pair ? known.indexOf(pair) : -1;
			return place < 0 ? null : pairEvidence(pair!, subjects, shared[place]);
		})
	};
}

function pairEvidence(pair: ExchangedPair, subjects: number, shared: Float64Array): PairEvidence {
	const differing = differingSubjects(pair);
	const own = allExchanges(subjects, differing);
	const observed = Math.abs(observedDifference(pair));
	return {
		observed,
		differing: differing.length,
		all: own && joined(Float64Array.of(observed), sizesAfter([pair], own)[0]).sort(),
		shared,
		oneSubject: pair.oneSubject
	};
}

function sizesAfter(pairs: readonly ExchangedPair[], exchanges: Exchanges): Float64Array[] {
	return exchangedDifferences(pairs, exchanges).map((differences) =>
		differences.map((one) => (Number.isNaN(one) ? Infinity : Math.abs(one)))
	);
}

/** Evidence of the same pairs from exchanges that follow those of the first. */
export function joinedEvidence(a: ExchangeEvidence, b: ExchangeEvidence): ExchangeEvidence {
	if (a.exact) return a;
	return {
		count: a.count + b.count,
		exact: false,
		pairs: a.pairs.map((pair, i) => {
			const more = b.pairs[i];
			return pair && more && { ...pair, shared: joined(pair.shared, more.shared) };
		})
	};
}

function joined(a: Float64Array, b: Float64Array): Float64Array<ArrayBuffer> {
	const both = new Float64Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

/**
 * The tests of a family of pairs, adjusted by {@link stepDown}. Pairs are compared on the scale of normal deviates: that of
 * the exact p where the exchanges of a pair can be gone through, else the size of the difference over its standard deviation
 * under exchange. Ranks among the drawn sizes would do too, but in the tail, where it is decided, a few draws would then
 * make a p of each pair; the adjusted p is a share of the exchanges either way.
 *
 * @param level of the family
 * @returns null for a pair whose figure is not known
 */
export function exchangeTests(
	{ count, exact, pairs }: ExchangeEvidence,
	level = 0.05
): (ExchangeTest | null)[] {
	const known = [...pairs.keys()].filter((i) => pairs[i] !== null);
	const scales = known.map((i) => scaleOf(pairs[i]!));
	const observed = known.map((i, k) => scales[k].deviate(pairs[i]!.observed));
	const exchanged = known.map((i, k) => pairs[i]!.shared.map(scales[k].deviate));
	const { order, reached, needed, largest } = stepDown(observed, exchanged, level);
	const tests: (ExchangeTest | null)[] = pairs.map(() => null);
	if (order.length === 0) return tests;
	const neededFirst = neededDeviate(largest, level);
	const drawnOneSided = neededDeviate(largest, 2 * level);
	const neededOneSided = Number.isFinite(drawnOneSided)
		? drawnOneSided
		: normalQuantile(1 - level / known.length);
	let [adjusted, lower, upper] = [0, 0, 0];
	for (const k of order) {
		const pair = pairs[known[k]]!;
		const { deviation, most } = scales[k];
		const p = ownP(pair);
		const error = observed[k] > 0 ? pair.observed / observed[k] : deviation;
		// Not below those before it, nor below its own p, which may be exact where that of the family is drawn.
		const least = pair.all ? p : 0;
		adjusted = Math.max(adjusted, (reached[k] + 1) / (count + 1), p);
		if (!exact) {
			const drawn = wilsonInterval(reached[k], count, MONTE_CARLO_Z)!;
			lower = Math.max(lower, least, drawn.lower);
			upper = Math.max(upper, least, drawn.upper);
		}
		tests[known[k]] = {
			p,
			exact: pair.all !== null,
			adjusted,
			monteCarlo: exact || lower === upper ? null : { lower, upper },
			exchanges: count,
			differing: pair.differing,
			undefinedExchanges: pair.shared.filter((size) => size === Infinity).length,
			error,
			needed: needed[k],
			oneSidedHalf: neededOneSided * Math.sqrt(error ** 2 + 2 * pair.oneSubject ** 2),
			smallest: most < neededFirst ? null : deviation * (neededFirst + POWER_Z)
		};
	}
	return tests;
}

function ownP({ observed, all, shared }: PairEvidence): number {
	if (all) return atLeast(observed, all) / all.length;
	return (atLeast(observed, shared.slice().sort()) + 1) / (shared.length + 1);
}

interface Scale {
	/** Normal deviate of a size of difference. */
	deviate: (size: number) => number;
	/** Standard deviation of the difference under exchange. */
	deviation: number;
	/** The largest deviate there is, as far as is known. */
	most: number;
}

function scaleOf({ observed, all, shared }: PairEvidence): Scale {
	let [squares, defined] = all ? [0, 0] : [observed ** 2, 1];
	for (const size of all ?? shared) {
		if (size === Infinity) continue;
		squares += size ** 2;
		defined++;
	}
	const deviation = Math.sqrt(squares / defined);
	if (!all) {
		const deviate = (size: number) => (size === 0 ? 0 : size / deviation);
		return { deviate, deviation, most: Infinity };
	}
	const deviate = (size: number) => normalQuantile(1 - atLeast(size, all) / all.length / 2);
	return { deviate, deviation, most: deviate(all[all.length - 1]) };
}
