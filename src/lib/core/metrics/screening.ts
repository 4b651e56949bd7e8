import { ratio } from './confusion.ts';
import { rowCount } from '#lib/core/scores/predictions.ts';

/** Knees above and below a threshold, with and without what is screened for. */
export interface Screening {
	/** Positive are knees whose score is at least this. */
	threshold: number;
	truePositives: number;
	falsePositives: number;
	trueNegatives: number;
	falseNegatives: number;
	/** Share of the knees with it that is found, 0-1; null without any. */
	sensitivity: number | null;
	/** Share of the knees without that is passed, 0-1; null without any. */
	specificity: number | null;
	/** Share of the positive that has it, at the prevalence of these knees; null when none is positive. */
	positivePredictiveValue: number | null;
	/** Share of the negative that has none, likewise. */
	negativePredictiveValue: number | null;
}

/**
 * Score of a class from `positiveFrom` on, e.g. P(2) + P(3) + P(4), divided by the sum of the row.
 *
 * @param scores row-major `[knees, classCount]`, 0 or more
 * @returns `[knees]`, 0-1
 * @throws RangeError when a row has no positive sum
 */
export function screeningScores(
	scores: ArrayLike<number>,
	classCount: number,
	positiveFrom: number
): Float64Array<ArrayBuffer> {
	return Float64Array.from({ length: rowCount(scores, classCount) }, (_, row) => {
		let below = 0;
		let above = 0;
		for (let c = 0; c < classCount; c++) {
			if (c < positiveFrom) below += scores[row * classCount + c];
			else above += scores[row * classCount + c];
		}
		if (below >= 0 && above >= 0 && below + above > 0) return above / (below + above);
		throw new RangeError(
			`The scores of knee ${row} are not shares of grades; run the network again.`
		);
	});
}

/**
 * Screening at one threshold. A knee is positive when its score is at least the threshold.
 *
 * @param truth `[knees]` true classes
 * @param scores `[knees]`, see {@link screeningScores}
 * @throws RangeError when the lengths differ or a score is not a number
 */
export function screeningAt(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	threshold: number,
	positiveFrom: number
): Screening {
	requireScores(truth, scores);
	let [truePositives, falsePositives, trueNegatives, falseNegatives] = [0, 0, 0, 0];
	for (let i = 0; i < truth.length; i++) {
		const positive = scores[i] >= threshold;
		if (truth[i] >= positiveFrom) {
			if (positive) truePositives++;
			else falseNegatives++;
		} else if (positive) falsePositives++;
		else trueNegatives++;
	}
	return screening(threshold, truePositives, falsePositives, trueNegatives, falseNegatives);
}

/**
 * The ROC curve: screening at every threshold that differs, from none positive (threshold infinite) to all;
 * `sklearn.metrics.roc_curve(truth >= positiveFrom, scores, drop_intermediate=False)`. Its area is `rocAuc`.
 *
 * @returns thresholds descending, sensitivity ascending
 * @throws RangeError as {@link screeningAt}
 */
export function rocCurve(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	positiveFrom: number
): Screening[] {
	requireScores(truth, scores);
	const order = Uint32Array.from({ length: truth.length }, (_, i) => i).sort(
		(a, b) => scores[b] - scores[a]
	);
	const diseased = order.reduce((sum, i) => sum + (truth[i] >= positiveFrom ? 1 : 0), 0);
	const healthy = order.length - diseased;
	const points = [screening(Infinity, 0, 0, healthy, diseased)];
	let [found, alarms] = [0, 0];
	order.forEach((knee, k) => {
		if (truth[knee] >= positiveFrom) found++;
		else alarms++;
		if (k + 1 < order.length && scores[order[k + 1]] === scores[knee]) return;
		points.push(screening(scores[knee], found, alarms, healthy - alarms, diseased - found));
	});
	return points;
}

/**
 * The highest threshold that reaches a sensitivity, and so the highest specificity that goes with it. Like
 * any threshold it is to be chosen on other knees than those it is judged on.
 *
 * @param curve of {@link rocCurve}
 * @param wanted 0-1
 * @returns null where sensitivity is undefined
 */
export function thresholdForSensitivity(
	curve: readonly Screening[],
	wanted: number
): Screening | null {
	return curve.find(({ sensitivity }) => sensitivity !== null && sensitivity >= wanted) ?? null;
}

function screening(
	threshold: number,
	truePositives: number,
	falsePositives: number,
	trueNegatives: number,
	falseNegatives: number
): Screening {
	return {
		threshold,
		truePositives,
		falsePositives,
		trueNegatives,
		falseNegatives,
		sensitivity: ratio(truePositives, truePositives + falseNegatives),
		specificity: ratio(trueNegatives, trueNegatives + falsePositives),
		positivePredictiveValue: ratio(truePositives, truePositives + falsePositives),
		negativePredictiveValue: ratio(trueNegatives, trueNegatives + falseNegatives)
	};
}

function requireScores(truth: ArrayLike<number>, scores: ArrayLike<number>): void {
	if (truth.length !== scores.length) {
		throw new RangeError(
			`There are ${truth.length} true grades and ${scores.length} scores; they must be of the same knees.`
		);
	}
	for (let i = 0; i < scores.length; i++) {
		if (!Number.isNaN(scores[i])) continue;
		throw new RangeError(`The score of knee ${i} is not a number; run the network again.`);
	}
}
