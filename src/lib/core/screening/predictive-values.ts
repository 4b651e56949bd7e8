import {
	DEFAULT_RESAMPLES,
	DEFAULT_SEED,
	type BootstrapOptions
} from '#lib/core/statistics/bootstrap.ts';
import { bootstrapEstimate, type Estimate } from '#lib/core/statistics/bootstrap-estimate.ts';
import { clusteredShareInterval } from '#lib/core/statistics/clustered-share.ts';
import { hybridInterval } from '#lib/core/statistics/hybrid-interval.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { drawSubjects, groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import { ratioInterval, type UncertainNumber } from '#lib/core/statistics/ratio-interval.ts';
import type { Range } from '#lib/core/statistics/wilson-interval.ts';
import { requireScreened, type ScreenedCases } from './screened-cases.ts';

/** What a screening comes to at a prevalence; each 0-1. */
export interface PredictiveValues {
	/** Share of the cases called positive that are. */
	positivePredictiveValue: number;
	/** Share of the cases called negative that are. */
	negativePredictiveValue: number;
	/** Share of the cases that is called positive. */
	calledPositive: number;
	/** Share of the cases called rightly. */
	accuracy: number;
}

const NAMES = [
	'positivePredictiveValue',
	'negativePredictiveValue',
	'calledPositive',
	'accuracy'
] as const satisfies readonly (keyof PredictiveValues)[];

export type PredictiveEstimates = Record<keyof PredictiveValues, Estimate>;

/**
 * Predictive values by Bayes' rule, if the positive and the negative are found as often as here wherever they are (Altman &
 * Bland, BMJ 1994;309:102). NaN where undefined: a predictive value when no case is called so.
 *
 * @param sensitivity 0-1
 * @param specificity 0-1
 * @param prevalence 0-1
 */
export function predictiveValues(
	sensitivity: number,
	specificity: number,
	prevalence: number
): PredictiveValues {
	const [found, alarms] = [sensitivity * prevalence, (1 - specificity) * (1 - prevalence)];
	const [missed, cleared] = [(1 - sensitivity) * prevalence, specificity * (1 - prevalence)];
	return {
		positivePredictiveValue: found / (found + alarms),
		negativePredictiveValue: cleared / (cleared + missed),
		calledPositive: found + alarms,
		accuracy: found + cleared
	};
}

/**
 * {@link predictiveValues} at several prevalences, with intervals by the subject bootstrap of sensitivity and specificity; the
 * prevalence is taken as known. Where few cases are called wrongly resamples cover too little, so an interval reaches at least as
 * far as what follows from those of sensitivity and specificity by `clusteredShareInterval`: of a predictive value by
 * {@link ratioInterval}, of a share of all cases by {@link hybridInterval}.
 *
 * @param calledPositive `[cases]`
 * @param prevalences each between 0 and 1
 * @returns `[prevalences]`; all null where there is no case of either kind
 * @throws RangeError without cases, where lists differ in length or a prevalence is out of range
 */
export function predictiveValueEstimates(
	{ positive, subjects }: ScreenedCases,
	calledPositive: ArrayLike<boolean>,
	prevalences: readonly number[],
	{ resamples = DEFAULT_RESAMPLES, seed = DEFAULT_SEED }: BootstrapOptions = {}
): PredictiveEstimates[] {
	requireScreened({ positive, subjects }, [calledPositive]);
	const wrong = prevalences.find((prevalence) => !(prevalence > 0 && prevalence < 1));
	if (wrong !== undefined) {
		throw new RangeError(`The prevalence is ${wrong}; it must be between 0 and 1.`);
	}
	const { count, subjectOf } = groupBySubject(subjects);
	/** `[subjects]` cases by what they are and are called. */
	const [hits, misses, alarms, cleared] = Array.from({ length: 4 }, () => new Uint32Array(count));
	for (let i = 0; i < positive.length; i++) {
		const [called, not] = positive[i] ? [hits, misses] : [alarms, cleared];
		(calledPositive[i] ? called : not)[subjectOf[i]]++;
	}
	const sharesOf = (times: Uint32Array): [sensitivity: number, specificity: number] => {
		let [tp, fn, fp, tn] = [0, 0, 0, 0];
		for (let s = 0; s < count; s++) {
			tp += times[s] * hits[s];
			fn += times[s] * misses[s];
			fp += times[s] * alarms[s];
			tn += times[s] * cleared[s];
		}
		return [tp / (tp + fn), tn / (tn + fp)];
	};
	const observed = sharesOf(new Uint32Array(count).fill(1));
	const least = leastIntervals(observed, { positive, subjects }, { hits, alarms });
	const random = Random.fromSeed(seed);
	const times = new Uint32Array(count);
	const drawn = Array.from({ length: resamples }, () => {
		drawSubjects(random, times);
		return sharesOf(times);
	});
	return prevalences.map((prevalence) => {
		const values = predictiveValues(...observed, prevalence);
		const replicates = drawn.map((shares) => predictiveValues(...shares, prevalence));
		const atLeast = least?.(prevalence);
		return Object.fromEntries(
			NAMES.map((name) => {
				const ofName = Float64Array.from(replicates, (of) => of[name]);
				return [name, reaching(bootstrapEstimate(values[name], ofName), atLeast?.[name] ?? null)];
			})
		) as PredictiveEstimates;
	});
}

type LeastIntervals = Record<keyof PredictiveValues, Range | null>;

/** From the intervals of the two shares; null where one of them is undefined. */
function leastIntervals(
	[sensitivity, specificity]: [number, number],
	{ positive, subjects }: ScreenedCases,
	{ hits, alarms }: { hits: Uint32Array; alarms: Uint32Array }
): ((prevalence: number) => LeastIntervals) | null {
	const places = Array.from({ length: positive.length }, (_, i) => i);
	const intervalOf = (called: Uint32Array, kind: boolean) => {
		const who = places.filter((i) => Boolean(positive[i]) === kind).map((i) => subjects[i]);
		return clusteredShareInterval(
			called.reduce((sum, cases) => sum + cases, 0),
			who
		);
	};
	const [ofHits, ofAlarms] = [intervalOf(hits, true), intervalOf(alarms, false)];
	if (!ofHits || !ofAlarms) return null;
	const found = { estimate: sensitivity, interval: ofHits };
	const alarmed = { estimate: 1 - specificity, interval: ofAlarms };
	const [missed, cleared] = [complement(found), complement(alarmed)];
	return (prevalence) => {
		const [ill, well] = [prevalence, 1 - prevalence];
		return {
			positivePredictiveValue: shareOfOdds(ratioInterval(alarmed, found), well / ill),
			negativePredictiveValue: shareOfOdds(ratioInterval(missed, cleared), ill / well),
			calledPositive: hybridInterval([
				{ weight: ill, ...found },
				{ weight: well, ...alarmed }
			]),
			accuracy: hybridInterval([
				{ weight: ill, ...found },
				{ weight: well, ...cleared }
			])
		};
	};
}

function complement({ estimate, interval }: UncertainNumber): UncertainNumber {
	return {
		estimate: 1 - estimate,
		interval: { lower: 1 - interval.upper, upper: 1 - interval.lower }
	};
}

/** Of `1 / (1 + odds * ratio)`. */
function shareOfOdds(ratio: Range | null, odds: number): Range | null {
	return ratio && { lower: 1 / (1 + odds * ratio.upper), upper: 1 / (1 + odds * ratio.lower) };
}

function reaching({ value, interval }: Estimate, least: Range | null): Estimate {
	if (value === null) return { value, interval: null };
	if (!interval || !least) return { value, interval: interval ?? least };
	return {
		value,
		interval: {
			lower: Math.min(interval.lower, least.lower),
			upper: Math.max(interval.upper, least.upper)
		}
	};
}
