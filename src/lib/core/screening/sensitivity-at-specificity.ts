import { comparedPairs } from '#lib/core/comparison/paired-comparison.ts';
import {
	pairedDifference,
	percentileInterval,
	type BootstrapOptions
} from '#lib/core/statistics/bootstrap.ts';
import type { Estimate } from '#lib/core/statistics/bootstrap-estimate.ts';
import { scoreBootstrap } from '#lib/core/statistics/score-bootstrap.ts';
import type { WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';
import { requireScreened, type ScreenedCases } from './screened-cases.ts';

/**
 * Share of the positive that is found at the lowest threshold whose specificity is at least the one wanted, 0-1: the
 * empirical ROC curve at 1 - specificity, a step function; `tpr[fpr <= 1 - specificity].max()` of
 * `sklearn.metrics.roc_curve(positive, scores, drop_intermediate=False)`. With weights the threshold is that of the
 * weighted cases. Null where all cases or none are positive.
 *
 * @param scores `[cases]`, any scale
 * @param specificity 0-1
 */
export function sensitivityAtSpecificityOf(
	positive: ArrayLike<boolean>,
	scores: ArrayLike<number>,
	specificity: number
): WeightedStatistic {
	const order = Uint32Array.from({ length: scores.length }, (_, i) => i).sort(
		(a, b) => scores[b] - scores[a]
	);
	const isPositive = Uint8Array.from(order, (i) => (positive[i] ? 1 : 0));
	/** 1 where the next score is lower, so that a threshold fits in between. */
	const isLast = Uint8Array.from(order, (i, k) => (scores[order[k + 1]] === scores[i] ? 0 : 1));
	return (weights) => {
		let [positives, negatives] = [0, 0];
		for (let k = 0; k < order.length; k++) {
			if (isPositive[k]) positives += weights[order[k]];
			else negatives += weights[order[k]];
		}
		if (positives === 0 || negatives === 0) return null;
		let [found, alarms, reached] = [0, 0, 0];
		for (let k = 0; k < order.length; k++) {
			if (isPositive[k]) found += weights[order[k]];
			else alarms += weights[order[k]];
			if (!isLast[k]) continue;
			if ((negatives - alarms) / negatives < specificity) break;
			reached = found;
		}
		return reached / positives;
	};
}

export interface SensitivityComparison {
	/** `[systems]` */
	sensitivities: Estimate[];
	/** First minus second of every two systems, paired, in the order of `comparedPairs`. */
	differences: { first: number; second: number; difference: Estimate }[];
}

/**
 * {@link sensitivityAtSpecificityOf} of several systems on the same cases, each at its own threshold, and their paired
 * differences; intervals by the subject bootstrap, with every threshold chosen again in each resample, so that they hold what
 * the choice of the threshold adds.
 *
 * @param scores `[systems][cases]`, any scale, higher is more likely positive
 * @param specificity above 0 to 1
 * @throws RangeError without cases, where lists differ in length, a score is not a number or the specificity is out of range
 */
export function compareSensitivities(
	{ positive, subjects }: ScreenedCases,
	scores: readonly ArrayLike<number>[],
	specificity: number,
	options: BootstrapOptions = {}
): SensitivityComparison {
	requireScreened({ positive, subjects }, scores);
	if (!(specificity > 0 && specificity <= 1)) {
		throw new RangeError(`The specificity is ${specificity}; it must be above 0 and at most 1.`);
	}
	const result = scoreBootstrap(
		subjects,
		{ found: scores.map((list) => sensitivityAtSpecificityOf(positive, list, specificity)) },
		options
	);
	const { found } = result.estimates;
	return {
		sensitivities: found.map((value, s) => {
			const interval = percentileInterval(result, 'found', s);
			return { value, interval: interval && { lower: interval.lower, upper: interval.upper } };
		}),
		differences: comparedPairs(scores.length).map(([first, second]) => {
			const [of, minus] = [found[first], found[second]];
			const value = of === null || minus === null ? null : of - minus;
			const paired = pairedDifference(result, 'found', first, second);
			const interval = paired && { lower: paired.lower, upper: paired.upper };
			return { first, second, difference: { value, interval } };
		})
	};
}
