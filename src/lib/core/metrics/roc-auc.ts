import {
	LANE,
	LOWER,
	type FourResamples,
	type FourStatistic
} from '#lib/core/statistics/four-resamples.ts';
import { rowCount } from '#lib/core/scores/predictions.ts';
import type { SubjectGroups } from '#lib/core/statistics/subject-resamples.ts';
import { onceEach, type WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';

/**
 * Area under the ROC curve, 0-1: the chance that a knee with the property scores higher than one without,
 * a tie counting half (Hanley & McNeil, Radiology 1982;143:29-36); `sklearn.metrics.roc_auc_score`. Null
 * where all knees or none have the property. Scores are sorted once, when the statistic is made.
 *
 * @param positive `[knees]` whether each knee has the property
 * @param scores `[knees]`, any scale
 * @throws RangeError when the lengths differ or a score is not a number
 */
export function rocAucOf(
	positive: ArrayLike<boolean>,
	scores: ArrayLike<number>
): WeightedStatistic {
	const { order, positives, runs, mixedTies } = sortedOnce(positive, scores);
	const ofOne = (weights: Uint32Array) => {
		// `| 0` keeps the counts in 32-bit integers, which halves the time of a resample.
		let area = 0;
		let below = 0;
		let all = 0;
		for (let k = 0; k < order.length; k++) {
			const weight = weights[order[k]] | 0;
			const counted = weight & positives[k];
			area += counted * below;
			below = (below + weight - counted) | 0;
			all = (all + weight) | 0;
		}
		area += tiedArea(weights);
		return below === all || below === 0 ? null : area / ((all - below) * below);
	};
	const ofSubjects = ({ subjectOf }: SubjectGroups): FourStatistic => {
		const who = order.map((knee) => subjectOf[knee]);
		const weights = new Uint32Array(order.length);
		const ofTies = mixedTies.length === 0 ? () => 0 : areaOfTies;
		return (resamples, results) => {
			if (!resamples.pairs) {
				for (let r = 0; r < results.length; r++) {
					resamples.weightsOf(r, weights);
					results[r] = ofOne(weights) ?? NaN;
				}
				return;
			}
			const [first, second] = resamples.pairs;
			let [a0, a1, a2, a3] = [0, 0, 0, 0];
			let [p01, p23, b01, b23] = [0, 0, 0, 0];
			let at = 0;
			for (let run = 0; run < runs.length; run++) {
				const end = runs[run];
				for (; at < end; at++) {
					b01 = (b01 + first[who[at]]) | 0;
					b23 = (b23 + second[who[at]]) | 0;
				}
				if (at === who.length) break;
				const w01 = first[who[at]];
				const w23 = second[who[at]];
				a0 += (w01 & LOWER) * (b01 & LOWER);
				a1 += (w01 >>> LANE) * (b01 >>> LANE);
				a2 += (w23 & LOWER) * (b23 & LOWER);
				a3 += (w23 >>> LANE) * (b23 >>> LANE);
				p01 = (p01 + w01) | 0;
				p23 = (p23 + w23) | 0;
				at++;
			}
			results[0] = (a0 + ofTies(resamples, 0)) / ((p01 & LOWER) * (b01 & LOWER));
			results[1] = (a1 + ofTies(resamples, 1)) / ((p01 >>> LANE) * (b01 >>> LANE));
			results[2] = (a2 + ofTies(resamples, 2)) / ((p23 & LOWER) * (b23 & LOWER));
			results[3] = (a3 + ofTies(resamples, 3)) / ((p23 >>> LANE) * (b23 >>> LANE));
		};
		function areaOfTies(resamples: FourResamples, resample: number): number {
			resamples.weightsOf(resample, weights);
			return tiedArea(weights);
		}
	};
	/** What pairs of equal scores add. */
	const tiedArea = (weights: Uint32Array) => {
		let area = 0;
		for (const [start, end] of mixedTies) {
			let [tiedPositives, tied] = [0, 0];
			for (let k = start; k < end; k++) {
				tiedPositives += weights[order[k]] & positives[k];
				tied += weights[order[k]];
			}
			area += (tiedPositives * (tied - tiedPositives)) / 2;
		}
		return area;
	};
	return Object.assign(ofOne, { ofSubjects });
}

/** {@link rocAucOf} of the knees as they are. */
export function rocAuc(positive: ArrayLike<boolean>, scores: ArrayLike<number>): number | null {
	return rocAucOf(positive, scores)(onceEach(scores.length));
}

/**
 * Area of each grade against the rest, by the grade's own score.
 *
 * @param truth `[knees]` true grades
 * @param scores row-major `[knees, classCount]`, any scale
 * @returns one statistic a grade; null where {@link rocAucOf} is
 * @throws RangeError when the two do not fit together or a score is not a number
 */
export function oneVersusRestAucOf(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number
): WeightedStatistic[] {
	const rows = rowCount(scores, classCount);
	return Array.from({ length: classCount }, (_, c) =>
		rocAucOf(
			Array.from(truth, (grade) => grade === c),
			Float64Array.from({ length: rows }, (_, i) => scores[i * classCount + c])
		)
	);
}

/**
 * Mean of {@link oneVersusRestAucOf} over the grades for which it is defined;
 * `sklearn.metrics.roc_auc_score(truth, scores, multi_class='ovr', average='macro')` where all are. Null
 * where none is, and with weights that leave one of these grades out: a mean of the others would be of another quantity, so
 * that resamples without a rare grade would not tell how far this one may be off.
 */
export function macroAucOf(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number
): WeightedStatistic {
	const once = onceEach(truth.length);
	const areas = oneVersusRestAucOf(truth, scores, classCount).filter((area) => area(once) !== null);
	const ofOne = (weights: Uint32Array) => {
		let sum = 0;
		for (const area of areas) sum += area(weights) ?? NaN;
		return areas.length === 0 || Number.isNaN(sum) ? null : sum / areas.length;
	};
	const ofSubjects = (groups: SubjectGroups): FourStatistic => {
		const each = areas.map((area) => area.ofSubjects!(groups));
		const ofArea = new Float64Array(4);
		return (resamples, results) => {
			results.fill(0);
			for (const area of each) {
				area(resamples, ofArea);
				for (let r = 0; r < results.length; r++) results[r] += ofArea[r];
			}
			// Without an area 0 / 0, not a number.
			for (let r = 0; r < results.length; r++) results[r] /= areas.length;
		};
	};
	return Object.assign(ofOne, { ofSubjects });
}

/** {@link oneVersusRestAucOf} of the knees as they are: one area a grade. */
export function oneVersusRestAuc(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number
): (number | null)[] {
	return oneVersusRestAucOf(truth, scores, classCount).map((area) => area(onceEach(truth.length)));
}

/** {@link macroAucOf} of the knees as they are. */
export function macroAuc(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number
): number | null {
	return macroAucOf(truth, scores, classCount)(onceEach(truth.length));
}

function sortedOnce(positive: ArrayLike<boolean>, scores: ArrayLike<number>) {
	if (positive.length !== scores.length) {
		throw new RangeError(
			`There are ${positive.length} knees and ${scores.length} scores; they must be of the same knees.`
		);
	}
	for (let i = 0; i < scores.length; i++) {
		if (!Number.isNaN(scores[i])) continue;
		throw new RangeError(`The score of knee ${i} is not a number; run the network again.`);
	}
	// Of equal scores those with the property come first, so that no pair of a tie is counted in passing.
	const order = Uint32Array.from({ length: scores.length }, (_, i) => i).sort(
		(a, b) => scores[a] - scores[b] || Number(positive[b]) - Number(positive[a])
	);
	const mixedTies: [number, number][] = [];
	let start = 0;
	for (let k = 1; k <= order.length; k++) {
		if (k < order.length && scores[order[k]] === scores[order[start]]) continue;
		if (positive[order[start]] !== positive[order[k - 1]]) mixedTies.push([start, k]);
		start = k;
	}
	// All bits set or none: a mask costs no branch.
	const positives = Int32Array.from(order, (i) => (positive[i] ? -1 : 0));
	return { order, positives, runs: runsOf(positives), mixedTies };
}

/** Where the runs of knees without the property end, the last with the list; one with it follows each of the others. */
function runsOf(positives: Int32Array): Uint32Array {
	const ends = [...positives.keys()].filter((k) => positives[k] !== 0);
	return Uint32Array.from([...ends, positives.length]);
}
