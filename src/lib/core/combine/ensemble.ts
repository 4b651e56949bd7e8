import { total, type Confusion } from '#lib/core/metrics/confusion.ts';
import { perClass } from '#lib/core/metrics/metrics.ts';
import { rowCount } from '#lib/core/scores/predictions.ts';

/** How much each member's word counts: all alike, by its recall of the class, or by its F1 of the class. */
export type EnsembleScheme = 'mean' | 'accuracy' | 'f1';

export const ENSEMBLE_SCHEMES: readonly EnsembleScheme[] = ['mean', 'accuracy', 'f1'];

export interface EnsembleWeights {
	scheme: EnsembleScheme;
	/** `table[member][class]`, 0-1; every column sums to 1. */
	table: number[][];
	/**
	 * Classes for which the metric gave no weights (unknown, or 0 for every member), so that all members
	 * count alike there. Empty for `mean`.
	 */
	equalClasses: number[];
}

/**
 * Weights of the ensembles as the original defines them ("Knee OA Analysis with X-ray Images, Deep Learning
 * & Streamlit", F. Rodriguez, 2023): `w[m][c] = metric[m][c] / sum over models of metric[.][c]`, the metric
 * being per-class recall (`accuracy`) or per-class F1 (`f1`); `mean` is 1 / models.
 *
 * @param confusions one confusion matrix a member, of the split the weights are to come from (never the
 * one they are judged on)
 * @throws RangeError without members, or for a weighted scheme when a matrix holds no knees
 */
export function ensembleWeights(
	scheme: EnsembleScheme,
	confusions: readonly Confusion[]
): EnsembleWeights {
	if (confusions.length === 0) throw new RangeError('An ensemble needs at least one model.');
	const equal = 1 / confusions.length;
	const table = confusions.map((confusion) => confusion.map(() => equal));
	if (scheme === 'mean') return { scheme, table, equalClasses: [] };

	if (confusions.some((confusion) => total(confusion) === 0)) {
		throw new RangeError(
			`Weights by ${scheme} need graded knees: a model has read none of the split the weights come from.`
		);
	}
	const metric = confusions.map((confusion) =>
		scheme === 'accuracy' ? perClass(confusion).recall : perClass(confusion).f1
	);
	const equalClasses: number[] = [];
	for (let c = 0; c < table[0].length; c++) {
		const sum = metric.reduce((all, values) => all + (values[c] ?? NaN), 0);
		if (sum > 0) metric.forEach((values, m) => (table[m][c] = values[c]! / sum));
		else equalClasses.push(c);
	}
	return { scheme, table, equalClasses };
}

/**
 * `score[i][c] = sum over members m of table[m][c] * p[m][i][c]`. With weights that differ by class the
 * scores of one knee need not sum to 1; see {@link rescaleRows}.
 *
 * @param members one row-major `[n, classes]` array of probabilities a member
 * @param table `table[member][class]`
 * @returns row-major `[n, classes]`
 * @throws RangeError when members, rows or weights do not fit together
 */
export function ensembleScores(
	members: readonly ArrayLike<number>[],
	table: readonly (readonly number[])[]
): Float64Array<ArrayBuffer> {
	if (members.length === 0 || members.length !== table.length) {
		throw new RangeError(
			`An ensemble needs one row of weights a model; got ${members.length} models and ${table.length} rows.`
		);
	}
	const classCount = table[0].length;
	const rows = rowCount(members[0], classCount);
	const scores = new Float64Array(rows * classCount);
	members.forEach((probabilities, m) => {
		if (probabilities.length !== scores.length || table[m].length !== classCount) {
			throw new RangeError(
				`Model ${m} of the ensemble has ${probabilities.length} scores and ${table[m].length} weights; the first has ${scores.length} and ${classCount}.`
			);
		}
		for (let i = 0; i < scores.length; i++) {
			scores[i] += table[m][i % classCount] * probabilities[i];
		}
	});
	return scores;
}

/** Divides each row by its sum, which keeps its order; a row of zeros, which has no shares, stays as it is. */
export function rescaleRows(
	scores: ArrayLike<number>,
	classCount: number
): Float64Array<ArrayBuffer> {
	const rescaled = new Float64Array(rowCount(scores, classCount) * classCount);
	for (let start = 0; start < rescaled.length; start += classCount) {
		let sum = 0;
		for (let c = 0; c < classCount; c++) sum += scores[start + c];
		for (let c = 0; c < classCount; c++)
			rescaled[start + c] = sum > 0 ? scores[start + c] / sum : 0;
	}
	return rescaled;
}
