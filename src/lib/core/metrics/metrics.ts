import { columnTotals, ratio, rowTotals, total, type Confusion } from './confusion.ts';

export type KappaWeights = 'none' | 'linear' | 'quadratic';

/**
 * Recall, precision and F1 of each class, 0-1, and its knees. Null where the definition divides by zero:
 * recall of a class without knees, precision of a class never predicted, F1 of a class that is neither.
 * `sklearn.metrics.precision_recall_fscore_support` writes its `zero_division` (0 by default) there.
 */
export interface PerClass {
	recall: (number | null)[];
	precision: (number | null)[];
	f1: (number | null)[];
	/** Knees whose true class it is. */
	support: number[];
}

/** Every headline number of a confusion matrix; null where it is undefined. */
export interface Metrics extends PerClass {
	/** Knees. */
	count: number;
	accuracy: number | null;
	balancedAccuracy: number | null;
	kappa: number | null;
	linearWeightedKappa: number | null;
	quadraticWeightedKappa: number | null;
	/** In grades. */
	meanAbsoluteError: number | null;
	macroF1: number | null;
}

/** Share of knees whose grade was read as it is, 0-1; `sklearn.metrics.accuracy_score`. Null without knees. */
export function accuracy(confusion: Confusion): number | null {
	let correct = 0;
	for (let i = 0; i < confusion.length; i++) correct += confusion[i][i];
	return ratio(correct, total(confusion));
}

/**
 * Mean recall over the classes that have knees, 0-1; `sklearn.metrics.balanced_accuracy_score`. A class
 * absent from the truth is left out of the mean, however often it was predicted. Null without knees.
 */
export function balancedAccuracy(confusion: Confusion): number | null {
	let sum = 0;
	let present = 0;
	for (let i = 0; i < confusion.length; i++) {
		let support = 0;
		for (let j = 0; j < confusion.length; j++) support += confusion[i][j];
		if (support === 0) continue;
		sum += confusion[i][i] / support;
		present++;
	}
	return ratio(sum, present);
}

/**
 * Cohen's kappa, at most 1, 0 for chance agreement; `sklearn.metrics.cohen_kappa_score(truth, predicted,
 * labels=range(classes), weights=weights)`. Null where chance agreement is already perfect (all knees in
 * one cell of the diagonal), where scikit-learn gives NaN, and without knees.
 *
 * @param weights how much a confusion of classes i and j costs: 1 for any (`none`), |i - j| (`linear`),
 * (i - j)^2 (`quadratic`; Cohen, Psychol Bull 1968;70:213-220)
 */
export function cohenKappa(confusion: Confusion, weights: KappaWeights = 'none'): number | null {
	const rows = rowTotals(confusion);
	const columns = columnTotals(confusion);
	const all = total(confusion);
	let observed = 0;
	let expected = 0;
	for (let i = 0; i < confusion.length; i++) {
		for (let j = 0; j < confusion.length; j++) {
			const cost = disagreement(i, j, weights);
			observed += cost * confusion[i][j];
			expected += cost * rows[i] * columns[j];
		}
	}
	return expected === 0 ? null : 1 - (observed * all) / expected;
}

/** Mean distance of predicted and true grade, in grades; `sklearn.metrics.mean_absolute_error`. Null without knees. */
export function meanAbsoluteError(confusion: Confusion): number | null {
	let sum = 0;
	for (let i = 0; i < confusion.length; i++) {
		for (let j = 0; j < confusion.length; j++) sum += Math.abs(i - j) * confusion[i][j];
	}
	return ratio(sum, total(confusion));
}

/** Recall, precision, F1 and knees of each class; see {@link PerClass} for what is null. */
export function perClass(confusion: Confusion): PerClass {
	const support = rowTotals(confusion);
	const predicted = columnTotals(confusion);
	const correct = confusion.map((row, i) => row[i]);
	return {
		recall: correct.map((count, i) => ratio(count, support[i])),
		precision: correct.map((count, i) => ratio(count, predicted[i])),
		f1: correct.map((count, i) => ratio(2 * count, support[i] + predicted[i])),
		support
	};
}

/**
 * Mean F1 over the classes that are true or predicted for any knee, 0-1;
 * `sklearn.metrics.f1_score(truth, predicted, average='macro')`. Null without knees.
 */
export function macroF1(confusion: Confusion): number | null {
	const known = perClass(confusion).f1.filter((f1) => f1 !== null);
	return ratio(
		known.reduce((sum, f1) => sum + f1, 0),
		known.length
	);
}

/** All metrics of a confusion matrix at once. */
export function metricsOf(confusion: Confusion): Metrics {
	return {
		count: total(confusion),
		accuracy: accuracy(confusion),
		balancedAccuracy: balancedAccuracy(confusion),
		kappa: cohenKappa(confusion, 'none'),
		linearWeightedKappa: cohenKappa(confusion, 'linear'),
		quadraticWeightedKappa: cohenKappa(confusion, 'quadratic'),
		meanAbsoluteError: meanAbsoluteError(confusion),
		macroF1: macroF1(confusion),
		...perClass(confusion)
	};
}

function disagreement(i: number, j: number, weights: KappaWeights): number {
	if (weights === 'none') return i === j ? 0 : 1;
	return weights === 'linear' ? Math.abs(i - j) : (i - j) ** 2;
}
