import { groupBySubject } from '#lib/core/statistics/subject-resamples.ts';

/** Weights such as 1 / 3 sum up with rounding. */
const ROUNDING = 1e-9;

/**
 * The nonconformity up to which a class belongs to a prediction set that holds the true class with a chance of at least
 * 1 - alpha. With one case a subject it is the score of rank `ceil((n + 1) (1 - alpha))` among the n calibration cases (Vovk,
 * Gammerman & Shafer, 2005; `numpy.quantile(scores, ceil((n + 1) (1 - alpha)) / n, method='inverted_cdf')`).
 *
 * The cases of a subject are not exchangeable with those of another, the subjects are. Each subject of n therefore counts as one,
 * its cases sharing its weight: the least t such that the weights of the scores up to t come to `(n + 1) (1 - alpha)` (Lee, Barber
 * & Willett, arXiv:2306.06342). The chance is then that of a case drawn from the cases of a new subject, over the draw of the
 * calibration subjects too; of one calibration it varies.
 *
 * @param scores `[cases]` nonconformity of the true class of each calibration case
 * @param subjects `[cases]` who each case belongs to
 * @param alpha above 0 to below 1
 * @returns Infinity where there are too few subjects, fewer than `1 / alpha - 1`, so that every class belongs to every set
 * @throws RangeError when the lists differ in length or alpha is out of range
 */
export function conformalThreshold(
	scores: ArrayLike<number>,
	subjects: ArrayLike<number | string>,
	alpha: number
): number {
	requireAlpha(alpha);
	if (scores.length !== subjects.length) {
		throw new RangeError(
			`There are ${scores.length} scores and ${subjects.length} subjects; each case needs its subject.`
		);
	}
	const { count, subjectOf } = groupBySubject(subjects);
	const cases = new Uint32Array(count);
	for (const subject of subjectOf) cases[subject]++;
	const order = [...subjectOf.keys()].sort((a, b) => scores[a] - scores[b]);
	const wanted = (count + 1) * (1 - alpha) - ROUNDING;
	let weight = 0;
	for (const i of order) {
		weight += 1 / cases[subjectOf[i]];
		if (weight >= wanted) return scores[i];
	}
	return Infinity;
}

/** @throws RangeError unless alpha is above 0 and below 1 */
export function requireAlpha(alpha: number): void {
	if (alpha > 0 && alpha < 1) return;
	throw new RangeError(
		`The error level of prediction sets is ${alpha}; it must be between 0 and 1.`
	);
}
