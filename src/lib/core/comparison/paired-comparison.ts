import { pairedDifference, type Bootstrap } from '#lib/core/statistics/bootstrap.ts';
import { exchangeTests, type ExchangeEvidence, type ExchangeTest } from './exchange-test.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';

export type BetterWhen = 'higher' | 'lower';

/** `borderline` where other exchanges could decide otherwise, `unknown` where the statistic is undefined for either system. */
export type Verdict =
	'first better' | 'second better' | 'not significant' | 'borderline' | 'unknown';

/** With the bootstrap interval of this pair alone; its ends are null where the resamples cannot tell them. */
export interface Difference {
	estimate: number;
	lower: number | null;
	upper: number | null;
}

export interface PairedComparison {
	/** Places of the two systems; first < second. */
	first: number;
	second: number;
	/** First minus second; null where undefined for either. */
	difference: Difference | null;
	/** The difference, plus and minus what the test asks for: leaves 0 out exactly where the adjusted p is below the level. */
	adjusted: Range | null;
	test: ExchangeTest | null;
	verdict: Verdict;
}

/** Which systems are compared: every two, or the first with each of the others. */
export type ComparedPairs = 'every two' | 'first with each';

export interface ComparisonOptions {
	/** Whether a higher or a lower value is better. */
	better?: BetterWhen;
	pairs?: ComparedPairs;
	/** Whether differences have a bootstrap interval. */
	intervals?: boolean;
	/** Coverage of the intervals, 0-1; 1 minus the level of the tests. */
	level?: number;
}

/** The pairs that are compared, as places of systems, in the order of every list of comparisons. */
export function comparedPairs(
	systems: number,
	pairs: ComparedPairs = 'every two'
): [first: number, second: number][] {
	const firsts = pairs === 'every two' ? systems : Math.min(systems, 1);
	return Array.from({ length: firsts }, (_, first) =>
		Array.from({ length: systems - first - 1 }, (_, k): [number, number] => [first, first + 1 + k])
	).flat();
}

/**
 * Compares systems by one statistic: verdicts by the exchange test with its family of all pairs compared, intervals by the
 * paired subject bootstrap.
 *
 * @param result of `bootstrap` or `scoreBootstrap`, which draw the same resamples for every system
 * @param name statistic compared
 * @param evidence of the same pairs of the same systems by the same statistic, in the order of {@link comparedPairs}
 */
export function compareSystems<Name extends string>(
	result: Bootstrap<Name>,
	name: Name,
	evidence: ExchangeEvidence,
	{ better = 'higher', pairs = 'every two', intervals = true, level = 0.95 }: ComparisonOptions = {}
): PairedComparison[] {
	const differences = comparedPairs(result.replicates[name].length, pairs).map(
		([first, second]) => {
			const [of, minus] = [result.estimates[name][first], result.estimates[name][second]];
			if (of === null || minus === null) return { first, second, difference: null };
			const interval = intervals ? pairedDifference(result, name, first, second, level) : null;
			const { lower = null, upper = null } = interval ?? {};
			return { first, second, difference: { estimate: of - minus, lower, upper } };
		}
	);
	return withTests(differences, evidence, { better, level });
}

/** The same pairs with the verdicts that this evidence gives, e.g. of more exchanges. */
export function withTests(
	differences: readonly Pick<PairedComparison, 'first' | 'second' | 'difference'>[],
	evidence: ExchangeEvidence,
	{ better = 'higher', level = 0.95 }: Pick<ComparisonOptions, 'better' | 'level'> = {}
): PairedComparison[] {
	const alpha = Math.round(1e9 * (1 - level)) / 1e9;
	const tests = exchangeTests(evidence, alpha);
	return differences.map(({ first, second, difference }, i) => {
		const test = difference && tests[i];
		return {
			first,
			second,
			difference,
			adjusted: test && around(difference, test.needed * test.error),
			test,
			verdict: verdictOf(difference, test, better, alpha)
		};
	});
}

function around({ estimate }: Difference, half: number): Range | null {
	return Number.isFinite(half) ? { lower: estimate - half, upper: estimate + half } : null;
}

/** The comparison of two systems, turned over where needed so that `of` comes first. */
export function pairSeenFrom(
	comparisons: readonly PairedComparison[],
	of: number,
	other: number
): PairedComparison {
	const pair = comparisons.find(
		({ first, second }) => (first === of && second === other) || (first === other && second === of)
	)!;
	if (pair.first === of) return pair;
	const { difference, adjusted, verdict } = pair;
	return {
		...pair,
		first: of,
		second: other,
		difference: difference && {
			estimate: -difference.estimate,
			lower: difference.upper === null ? null : -difference.upper,
			upper: difference.lower === null ? null : -difference.lower
		},
		adjusted: adjusted && turned(adjusted),
		verdict: TURNED[verdict]
	};
}

const TURNED: Readonly<Record<Verdict, Verdict>> = {
	'first better': 'second better',
	'second better': 'first better',
	'not significant': 'not significant',
	borderline: 'borderline',
	unknown: 'unknown'
};

function turned({ lower, upper }: Range): Range {
	return { lower: -upper, upper: -lower };
}

/**
 * The system that is better than each of the others whose figure is known; null where there is none, so that a
 * lead that may be luck is no lead.
 *
 * @param systems number of systems compared
 */
export function leader(comparisons: readonly PairedComparison[], systems: number): number | null {
	const known = comparisons.filter(({ verdict }) => verdict !== 'unknown');
	const winner = Array.from({ length: systems }, (_, place) => place).find((place) => {
		const own = known.filter(({ first, second }) => first === place || second === place);
		return (
			own.length > 0 &&
			own.every(({ first, verdict }) =>
				first === place ? verdict === 'first better' : verdict === 'second better'
			)
		);
	});
	return winner ?? null;
}

function verdictOf(
	difference: Difference | null,
	test: ExchangeTest | null,
	better: BetterWhen,
	alpha: number
): Verdict {
	if (!difference || !test) return 'unknown';
	const { lower, upper } = test.monteCarlo ?? { lower: test.adjusted, upper: test.adjusted };
	if (lower >= alpha) return 'not significant';
	if (upper >= alpha) return 'borderline';
	return difference.estimate > 0 === (better === 'higher') ? 'first better' : 'second better';
}
