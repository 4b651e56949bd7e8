import { GRADE_COUNT } from './grades.ts';
import { rowCount } from './predictions.ts';
import { onceEach, type WeightedStatistic } from './weighted-statistic.ts';

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
	const { order, positives, mixedTies } = sortedOnce(positive, scores);
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
		for (const [start, end] of mixedTies) {
			let [tiedPositives, tied] = [0, 0];
			for (let k = start; k < end; k++) {
				tiedPositives += weights[order[k]] & positives[k];
				tied += weights[order[k]];
			}
			area += (tiedPositives * (tied - tiedPositives)) / 2;
		}
		return below === all || below === 0 ? null : area / ((all - below) * below);
	};
	const ofFour = (weights: Uint32Array, results: Float64Array) => {
		let [a0, a1, a2, a3] = [0, 0, 0, 0];
		let [p0, p1, p2, p3] = [0, 0, 0, 0];
		let [b0, b1, b2, b3] = [0, 0, 0, 0];
		for (let k = 0; k < order.length; k++) {
			const at = 4 * order[k];
			const w0 = weights[at] | 0;
			const w1 = weights[at + 1] | 0;
			const w2 = weights[at + 2] | 0;
			const w3 = weights[at + 3] | 0;
			if (positives[k] === 0) {
				b0 = (b0 + w0) | 0;
				b1 = (b1 + w1) | 0;
				b2 = (b2 + w2) | 0;
				b3 = (b3 + w3) | 0;
			} else {
				a0 += w0 * b0;
				a1 += w1 * b1;
				a2 += w2 * b2;
				a3 += w3 * b3;
				p0 = (p0 + w0) | 0;
				p1 = (p1 + w1) | 0;
				p2 = (p2 + w2) | 0;
				p3 = (p3 + w3) | 0;
			}
		}
		results[0] = (a0 + ofTies(weights, 0)) / (p0 * b0);
		results[1] = (a1 + ofTies(weights, 1)) / (p1 * b1);
		results[2] = (a2 + ofTies(weights, 2)) / (p2 * b2);
		results[3] = (a3 + ofTies(weights, 3)) / (p3 * b3);
	};
	/** What pairs of equal scores add in one of four resamples. */
	const ofTies = (weights: Uint32Array, resample: number) => {
		let area = 0;
		for (const [start, end] of mixedTies) {
			let [tiedPositives, tied] = [0, 0];
			for (let k = start; k < end; k++) {
				const weight = weights[4 * order[k] + resample];
				tiedPositives += weight & positives[k];
				tied += weight;
			}
			area += (tiedPositives * (tied - tiedPositives)) / 2;
		}
		return area;
	};
	return Object.assign(ofOne, { ofFour });
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
	classCount: number = GRADE_COUNT
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
 * where none is.
 */
export function macroAucOf(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number = GRADE_COUNT
): WeightedStatistic {
	const areas = oneVersusRestAucOf(truth, scores, classCount);
	const mean = (known: readonly number[]) =>
		known.length === 0 ? null : known.reduce((sum, area) => sum + area, 0) / known.length;
	const ofOne = (weights: Uint32Array) =>
		mean(areas.map((area) => area(weights)).filter((area) => area !== null));
	const each = areas.map(() => new Float64Array(4));
	const ofFour = (weights: Uint32Array, results: Float64Array) => {
		areas.forEach((area, grade) => area.ofFour!(weights, each[grade]));
		for (let r = 0; r < 4; r++) {
			results[r] = mean(each.map((of) => of[r]).filter((area) => !Number.isNaN(area))) ?? NaN;
		}
	};
	return Object.assign(ofOne, { ofFour });
}

/** {@link oneVersusRestAucOf} of the knees as they are: one area a grade. */
export function oneVersusRestAuc(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number = GRADE_COUNT
): (number | null)[] {
	return oneVersusRestAucOf(truth, scores, classCount).map((area) => area(onceEach(truth.length)));
}

/** {@link macroAucOf} of the knees as they are. */
export function macroAuc(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number = GRADE_COUNT
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
	return { order, positives: Int32Array.from(order, (i) => (positive[i] ? -1 : 0)), mixedTies };
}
