import type { ExchangeStratum, ExchangeUnits } from '#lib/core/comparison/exchange-units.ts';

/** Steps of work beyond which the distribution is not worked out: a few milliseconds. */
const MOST_STEPS = 20_000;
/** Sums that differ by less are one: they differ by rounding. */
const STEP = 1e-10;

/** Chances of the sums, which are keys in multiples of {@link STEP}; the chances sum to 1. */
type Distribution = Map<number, number>;

/**
 * Exact distribution of the sum of a value over the knees in a slice, all ways to exchange the units being equally likely; of
 * one knee a subject and values of 0 and 1 it is the hypergeometric distribution behind Fisher's exact test.
 *
 * @param values `[knees]`
 * @returns sums with their chances; null where they are too many to be worked out
 */
export function membershipDistribution(
	{ strata }: ExchangeUnits,
	values: ArrayLike<number>
): { sum: number; chance: number }[] | null {
	const work = { left: MOST_STEPS };
	let all: Distribution = new Map([[0, 1]]);
	// Those that take most work first, since they decide whether it is too much.
	for (const stratum of strata.toSorted((a, b) => b.units - a.units)) {
		const one = ofStratum(stratum, values, work);
		if (!one || all.size * one.size > work.left) return null;
		work.left -= all.size * one.size;
		const joined: Distribution = new Map();
		for (const [a, chance] of all) for (const [b, other] of one) add(joined, a + b, chance * other);
		all = joined;
	}
	return [...all].map(([sum, chance]) => ({ sum: sum * STEP, chance }));
}

/**
 * Units one after the other take one of the patterns that are left, or none; those whose values are all 0 come last, and add
 * nothing whatever they take.
 */
function ofStratum(
	stratum: ExchangeStratum,
	values: ArrayLike<number>,
	work: { left: number }
): Distribution | null {
	const { units, sizes, knees, patterns } = stratum;
	const kinds = kindsOf(patterns);
	if (kinds.length === 0) return new Map([[0, 1]]);
	const states = kinds.reduce((product, { times }) => product * (times + 1), 1);
	const width = knees.length / units;
	const valuesOf = (unit: number) =>
		Array.from(knees.subarray(unit * width, (unit + 1) * width), (i) => values[i]);
	const adding = Array.from({ length: units }, (_, unit) => valuesOf(unit)).filter((own) =>
		own.some((value) => value !== 0)
	);
	if (adding.length * states > work.left) return null;
	/** By how many units have each pattern, in mixed radix. */
	let sofar = new Map<number, Distribution>([[0, new Map([[0, 1]])]]);
	for (const [unit, own] of adding.entries()) {
		const gains = kinds.map(({ pattern }) => gainsOf(own, sizes, pattern));
		const steps = (kinds.length + 1) * sizeOf(sofar);
		// What is left takes as many steps each, or more.
		if (steps * (adding.length - unit) > work.left) return null;
		work.left -= steps;
		const next = new Map<number, Distribution>();
		for (const [state, sums] of sofar) {
			const given = kinds.map(({ radix, times }) => Math.floor(state / radix) % (times + 1));
			const left = units - unit;
			const kept = given.reduce((rest, count, k) => rest - (kinds[k].times - count), left) / left;
			if (kept > 0) addShifted(next, state, sums, NOTHING, kept);
			kinds.forEach(({ times, radix }, k) => {
				const chance = (times - given[k]) / left;
				if (chance > 0) addShifted(next, state + radix, sums, gains[k], chance);
			});
		}
		sofar = next;
	}
	const all: Distribution = new Map();
	for (const sums of sofar.values()) for (const [sum, chance] of sums) add(all, sum, chance);
	return all;
}

function sizeOf(states: ReadonlyMap<number, Distribution>): number {
	let size = 0;
	for (const sums of states.values()) size += sums.size;
	return size;
}

interface PatternKind {
	pattern: readonly number[];
	/** Units that have it. */
	times: number;
	/** Place of its count in a state. */
	radix: number;
}

function kindsOf(patterns: ExchangeStratum['patterns']): PatternKind[] {
	const byKey = new Map<string, PatternKind>();
	for (const pattern of patterns) {
		const kind = byKey.get(pattern.join());
		if (kind) kind.times++;
		else byKey.set(pattern.join(), { pattern, times: 1, radix: 1 });
	}
	const kinds = [...byKey.values()];
	for (let k = 1; k < kinds.length; k++)
		kinds[k].radix = kinds[k - 1].radix * (kinds[k - 1].times + 1);
	return kinds;
}

const NOTHING: Distribution = new Map([[0, 1]]);

/** What a unit adds with a pattern: some knees of each kind, every choice equally likely. */
function gainsOf(
	own: readonly number[],
	sizes: readonly number[],
	pattern: readonly number[]
): Distribution {
	let all = NOTHING;
	let first = 0;
	sizes.forEach((size, kind) => {
		const chosen = subsetSums(own.slice(first, first + size), pattern[kind]);
		const joined: Distribution = new Map();
		for (const [a, chance] of all) {
			for (const [b, other] of chosen) add(joined, a + b, chance * other);
		}
		all = joined;
		first += size;
	});
	return all;
}

function subsetSums(values: readonly number[], wanted: number): Distribution {
	let ways: Distribution[] = Array.from({ length: wanted + 1 }, () => new Map());
	ways[0].set(0, 1);
	values.forEach((value, k) => {
		const next: Distribution[] = ways.map((sums) => new Map(sums));
		const step = Math.round(value / STEP);
		for (let some = 0; some < Math.min(wanted, k + 1); some++) {
			for (const [sum, count] of ways[some]) add(next[some + 1], sum + step, count);
		}
		ways = next;
	});
	let total = 0;
	for (const count of ways[wanted].values()) total += count;
	return new Map([...ways[wanted]].map(([sum, count]) => [sum, count / total]));
}

function addShifted(
	states: Map<number, Distribution>,
	state: number,
	sums: Distribution,
	gains: Distribution,
	chance: number
): void {
	let into = states.get(state);
	if (!into) states.set(state, (into = new Map()));
	for (const [sum, of] of sums) {
		for (const [gain, share] of gains) add(into, sum + gain, of * share * chance);
	}
}

function add(into: Distribution, sum: number, chance: number): void {
	into.set(sum, (into.get(sum) ?? 0) + chance);
}
