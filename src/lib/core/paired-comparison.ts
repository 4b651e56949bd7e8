import { pairedDifference, type Bootstrap, type PairedDifference } from './bootstrap.ts';
import { holm } from './holm.ts';
import { mcnemar, type McNemar } from './mcnemar.ts';
import { bootstrapP } from './p-values.ts';

/**
 * With fewer, nobody is called better: resamples of one subject are all alike, so that an interval of a few leaves zero
 * out where an exact test decides nothing (with ten that all point one way its p is 0.002).
 */
export const LEAST_SUBJECTS = 10;

export type BetterWhen = 'higher' | 'lower';

/** `unknown` where the statistic is undefined for either system. */
export type Verdict = 'first better' | 'second better' | 'tied' | 'unknown';

export interface PairedComparison {
	/** Places of the two systems; first < second. */
	first: number;
	second: number;
	/** First minus second, with its interval. */
	difference: PairedDifference | null;
	/** Two-sided, see {@link bootstrapP}. */
	p: number | null;
	/** p adjusted for all pairs of systems. */
	holm: number | null;
	/**
	 * A winner only where there are {@link LEAST_SUBJECTS}, the interval leaves zero out and the adjusted p is below
	 * 1 - level.
	 */
	verdict: Verdict;
}

export interface AccuracyTest extends McNemar {
	first: number;
	second: number;
	/** p adjusted for all pairs of systems. */
	holm: number;
}

/** Which systems are compared: every two, or the first with each of the others. */
export type ComparedPairs = 'every two' | 'first with each';

export interface ComparisonOptions {
	/** Whether a higher or a lower value is better. */
	better?: BetterWhen;
	pairs?: ComparedPairs;
	/** Coverage of the intervals, 0-1. */
	level?: number;
}

/**
 * Compares systems by one statistic: paired subject bootstrap, Holm over the family of all pairs compared.
 *
 * @param result of `bootstrap` or `scoreBootstrap`, which draw the same resamples for every system
 * @param name statistic compared
 */
export function compareSystems<Name extends string>(
	result: Bootstrap<Name>,
	name: Name,
	{ better = 'higher', pairs = 'every two', level = 0.95 }: ComparisonOptions = {}
): PairedComparison[] {
	const replicates = result.replicates[name];
	const compared = pairsOf(replicates.length).filter(
		([first]) => pairs === 'every two' || first === 0
	);
	const tests = compared.map(([first, second]) => {
		const difference = pairedDifference(result, name, first, second, level);
		const other = replicates[second];
		const p = difference && bootstrapP(replicates[first].map((value, r) => value - other[r]));
		return { first, second, difference, p };
	});
	const adjusted = holm(tests.map(({ p }) => p));
	return tests.map((test, i) => ({
		...test,
		holm: adjusted[i],
		verdict: verdictOf(result.subjects, test.difference, adjusted[i], better, level)
	}));
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
	const { difference, verdict } = pair;
	return {
		...pair,
		first: of,
		second: other,
		difference: difference && {
			...difference,
			estimate: -difference.estimate,
			lower: -difference.upper,
			upper: -difference.lower
		},
		verdict: TURNED[verdict]
	};
}

const TURNED = {
	'first better': 'second better',
	'second better': 'first better',
	tied: 'tied',
	unknown: 'unknown'
} as const;

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

/**
 * Exact McNemar test of the accuracy of every two systems, Holm over the family of all pairs.
 *
 * @param truth `[knees]` true grades
 * @param systems one `[knees]` list of predicted grades a system
 * @throws RangeError when lists differ in length
 */
export function compareAccuracies(
	truth: ArrayLike<number>,
	systems: readonly ArrayLike<number>[]
): AccuracyTest[] {
	const tests = pairsOf(systems.length).map(([first, second]) => ({
		first,
		second,
		...mcnemar(truth, systems[first], systems[second])
	}));
	const adjusted = holm(tests.map(({ p }) => p));
	return tests.map((test, i) => ({ ...test, holm: adjusted[i]! }));
}

function verdictOf(
	subjects: number,
	difference: PairedDifference | null,
	adjusted: number | null,
	better: BetterWhen,
	level: number
): Verdict {
	if (!difference || adjusted === null) return 'unknown';
	if (subjects < LEAST_SUBJECTS || difference.tied || adjusted >= 1 - level) return 'tied';
	return difference.lower > 0 === (better === 'higher') ? 'first better' : 'second better';
}

function pairsOf(systems: number): [number, number][] {
	return Array.from({ length: systems }, (_, first) =>
		Array.from({ length: systems - first - 1 }, (_, k): [number, number] => [first, first + 1 + k])
	).flat();
}
