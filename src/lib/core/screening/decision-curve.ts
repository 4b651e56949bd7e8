import { comparedPairs } from '#lib/core/comparison/paired-comparison.ts';
import {
	DEFAULT_RESAMPLES,
	DEFAULT_SEED,
	type BootstrapOptions
} from '#lib/core/statistics/bootstrap.ts';
import { bootstrapEstimate, type Estimate } from '#lib/core/statistics/bootstrap-estimate.ts';
import { Random } from '#lib/core/statistics/random.ts';
import { drawSubjects, groupBySubject } from '#lib/core/statistics/subject-resamples.ts';
import { requireScreened, type ScreenedCases } from './screened-cases.ts';

export interface DecisionCurveInput extends ScreenedCases {
	/** `[systems][cases]` probability of being positive, 0-1, for the prevalence that net benefit is judged at. */
	probabilities: readonly ArrayLike<number>[];
	/** Probabilities from which on a case is treated, ascending, from 0 to below 1. */
	thresholds: readonly number[];
	/** Share of the positive where the systems are to be used, 0-1; null for that of these cases. */
	prevalence: number | null;
}

/** Net benefit of one policy at each threshold, `[thresholds]`. */
export type NetBenefits = Estimate[];

export interface DecisionCurve {
	netBenefit: NetBenefits;
	/** Net benefit over the prevalence, at most 1, which a system without errors reaches (Kerr et al., J Clin Oncol 2016;34:2534-2540). */
	standardised: NetBenefits;
	/** By how much it exceeds treating everyone, paired. Over treating no one it is the net benefit itself. */
	overTreatAll: NetBenefits;
}

export interface DecisionCurves {
	cases: number;
	subjects: number;
	resamples: number;
	/** Of everybody; that of treating no one is 0. */
	treatAll: NetBenefits;
	/** `[systems]` */
	systems: DecisionCurve[];
	/** First minus second for every two systems, paired, in the order of `comparedPairs`. */
	differences: { first: number; second: number; netBenefit: NetBenefits }[];
}

/**
 * Net benefit of treating the cases whose probability of being positive reaches a threshold t, in true positives a case: the
 * share of true positives minus that of false positives times t / (1 - t), what a false positive costs whoever treats from a
 * probability of t on (Vickers & Elkin, Med Decis Making 2006;26:565-574). Beside it that of treating everyone. At another
 * prevalence the two shares follow from sensitivity and specificity. Intervals are those of each threshold alone, by the
 * subject bootstrap; a threshold picked by the curve is judged too well by it.
 *
 * @throws RangeError without cases, where lists differ in length or a probability, threshold or prevalence is out of range
 */
export function decisionCurves(
	{ positive, subjects, probabilities, thresholds, prevalence }: DecisionCurveInput,
	{ resamples = DEFAULT_RESAMPLES, seed = DEFAULT_SEED }: BootstrapOptions = {}
): DecisionCurves {
	requireInput({ positive, subjects, probabilities, thresholds, prevalence });
	const { count, subjectOf } = groupBySubject(subjects);
	const systems = probabilities.length;
	const width = thresholds.length;
	const places = probabilities.map((list) => reached(list, thresholds));
	const found = new Float64Array(width + 1);
	const falselyFound = new Float64Array(width + 1);
	/** Writes net benefits `[1 + systems, thresholds]`, those of everybody first. @returns the prevalence */
	const judge = (times: Uint32Array, into: Float64Array): number => {
		let [positives, negatives] = [0, 0];
		for (let i = 0; i < positive.length; i++) {
			if (positive[i]) positives += times[subjectOf[i]];
			else negatives += times[subjectOf[i]];
		}
		const all = positives + negatives;
		const each = {
			benefit: prevalence === null ? 1 / all : prevalence / positives,
			harm: prevalence === null ? 1 / all : (1 - prevalence) / negatives
		};
		const write = (policy: number, k: number, hits: number, alarms: number) => {
			const odds = thresholds[k] / (1 - thresholds[k]);
			into[policy * width + k] = hits * each.benefit - alarms * each.harm * odds;
		};
		for (let k = 0; k < width; k++) write(0, k, positives, negatives);
		for (let s = 0; s < systems; s++) {
			found.fill(0);
			falselyFound.fill(0);
			for (let i = 0; i < positive.length; i++) {
				(positive[i] ? found : falselyFound)[places[s][i]] += times[subjectOf[i]];
			}
			let [hits, alarms] = [0, 0];
			for (let k = width - 1; k >= 0; k--) {
				hits += found[k + 1];
				alarms += falselyFound[k + 1];
				write(1 + s, k, hits, alarms);
			}
		}
		return prevalence ?? positives / all;
	};

	const size = (1 + systems) * width;
	const observed = new Float64Array(size);
	const observedPrevalence = judge(new Uint32Array(count).fill(1), observed);
	const drawn = Array.from({ length: resamples }, () => new Float64Array(size));
	const prevalences = new Float64Array(resamples);
	const random = Random.fromSeed(seed);
	const times = new Uint32Array(count);
	for (let r = 0; r < resamples; r++) {
		drawSubjects(random, times);
		prevalences[r] = judge(times, drawn[r]);
	}
	const column = new Float64Array(resamples);
	const along = (value: (benefits: Float64Array, prevalence: number, k: number) => number) =>
		thresholds.map((_, k) => {
			for (let r = 0; r < resamples; r++) column[r] = value(drawn[r], prevalences[r], k);
			return bootstrapEstimate(value(observed, observedPrevalence, k), column);
		});
	const benefit = (policy: number) => (of: Float64Array, _: number, k: number) =>
		of[policy * width + k];
	const minus = (a: number, b: number) => (of: Float64Array, _: number, k: number) =>
		of[a * width + k] - of[b * width + k];
	return {
		cases: positive.length,
		subjects: count,
		resamples,
		treatAll: along(benefit(0)),
		systems: probabilities.map((_, s) => ({
			netBenefit: along(benefit(1 + s)),
			standardised: along((of, share, k) => (share === 0 ? NaN : of[(1 + s) * width + k] / share)),
			overTreatAll: along(minus(1 + s, 0))
		})),
		differences: comparedPairs(systems).map(([first, second]) => ({
			first,
			second,
			netBenefit: along(minus(1 + first, 1 + second))
		}))
	};
}

/** How many of the ascending thresholds each probability reaches. */
function reached(probabilities: ArrayLike<number>, thresholds: readonly number[]): Uint32Array {
	return Uint32Array.from(probabilities, (probability) => {
		let [from, to] = [0, thresholds.length];
		while (from < to) {
			const middle = (from + to) >> 1;
			if (probability >= thresholds[middle]) from = middle + 1;
			else to = middle;
		}
		return from;
	});
}

function requireInput(input: DecisionCurveInput): void {
	const { probabilities, thresholds, prevalence } = input;
	requireScreened(input, probabilities);
	for (const [s, list] of probabilities.entries()) {
		const wrong = Array.from(list).findIndex((p) => !(p >= 0 && p <= 1));
		if (wrong < 0) continue;
		throw new RangeError(
			`The probability of case ${wrong} by system ${s} is ${list[wrong]}; it must be from 0 to 1.`
		);
	}
	thresholds.forEach((threshold, k) => {
		if (threshold >= 0 && threshold < 1 && (k === 0 || threshold > thresholds[k - 1])) return;
		throw new RangeError(
			`Threshold ${k} is ${threshold}; thresholds must ascend and be from 0 to below 1.`
		);
	});
	if (prevalence === null || (prevalence > 0 && prevalence < 1)) return;
	throw new RangeError(`The prevalence is ${prevalence}; it must be between 0 and 1.`);
}
