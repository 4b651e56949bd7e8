import type { WeightedStatistic } from '#lib/core/statistics/weighted-statistic.ts';

/**
 * How the pairs of classes count: by their pairs of cases, which depends on the shares of the classes, or all alike.
 */
export type ConcordanceOver = 'pairs of cases' | 'pairs of classes';

/**
 * Area under the ROC curve carried over to ordered classes, 0-1, .5 by chance: the chance that of two cases of different
 * classes the one of the higher class scores higher, a tie counting half. Over pairs of cases it is the c-index without
 * censoring (Harrell et al., JAMA 1982;247:2543-2546), `(scipy.stats.somersd(truth, scores).statistic + 1) / 2`; over pairs of
 * classes the ordinal c-index (Van Calster et al., Biom J 2012;54:674-685), the mean of `sklearn.metrics.roc_auc_score` of every
 * two classes. Of two classes both are the area. Null where all cases are of one class; over pairs of classes also with weights
 * that leave out a class of these cases, since a mean over the others would be of another quantity.
 *
 * @param truth `[cases]` true classes, 0 to classCount - 1
 * @param scores `[cases]` one number a case, e.g. its expected class; any scale
 * @throws RangeError when the lengths differ, a class is out of range or a score is not a number
 */
export function ordinalConcordanceOf(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number,
	over: ConcordanceOver
): WeightedStatistic {
	requireCases(truth, scores, classCount);
	const order = Uint32Array.from({ length: scores.length }, (_, i) => i).sort(
		(a, b) => scores[a] - scores[b]
	);
	const labels = Uint8Array.from(order, (i) => truth[i]);
	const isLast = Uint8Array.from(order, (i, k) => (scores[order[k + 1]] === scores[i] ? 0 : 1));
	const present = new Set(labels).size;
	const below = new Float64Array(classCount);
	const tied = new Float64Array(classCount);
	/** Twice the pairs in which `[higher][lower]` are in order. */
	const inOrder = new Float64Array(classCount ** 2);
	return (weights) => {
		below.fill(0);
		tied.fill(0);
		inOrder.fill(0);
		for (let k = 0; k < labels.length; k++) {
			tied[labels[k]] += weights[order[k]];
			if (!isLast[k]) continue;
			for (let high = 0; high < classCount; high++) {
				if (tied[high] === 0) continue;
				for (let low = 0; low < high; low++) {
					inOrder[high * classCount + low] += tied[high] * (2 * below[low] + tied[low]);
				}
			}
			for (let label = 0; label < classCount; label++) {
				below[label] += tied[label];
				tied[label] = 0;
			}
		}
		// Now `below` holds the cases of each class.
		let [concordant, pairs, areas, compared] = [0, 0, 0, 0];
		for (let high = 0; high < classCount; high++) {
			for (let low = 0; low < high; low++) {
				const ofBoth = below[high] * below[low];
				if (ofBoth === 0) continue;
				const halves = inOrder[high * classCount + low] / 2;
				concordant += halves;
				pairs += ofBoth;
				areas += halves / ofBoth;
				compared++;
			}
		}
		if (over === 'pairs of cases') return pairs === 0 ? null : concordant / pairs;
		const all = (present * (present - 1)) / 2;
		return compared === 0 || compared < all ? null : areas / compared;
	};
}

function requireCases(
	truth: ArrayLike<number>,
	scores: ArrayLike<number>,
	classCount: number
): void {
	if (truth.length !== scores.length) {
		throw new RangeError(
			`There are ${truth.length} true classes and ${scores.length} scores; they must be of the same cases.`
		);
	}
	for (let i = 0; i < truth.length; i++) {
		if (!Number.isInteger(truth[i]) || truth[i] < 0 || truth[i] >= classCount) {
			throw new RangeError(
				`The true class of case ${i} is ${truth[i]}; classes are whole numbers from 0 to ${classCount - 1}.`
			);
		}
		if (Number.isNaN(scores[i])) {
			throw new RangeError(`The score of case ${i} is not a number; run the network again.`);
		}
	}
}
