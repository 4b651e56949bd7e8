import { rowTotals, total, type Confusion } from './confusion.ts';
import { accuracy, balancedAccuracy, cohenKappa, meanAbsoluteError } from './metrics.ts';
import type { CheckedFigures, Estimate } from './model-checks.ts';
import { wilsonInterval, Z_95 } from './wilson-interval.ts';

/**
 * Figures with 95 % intervals where nothing but the confusion matrix is known. Which knees are of the same subject is not,
 * so that all are counted as if the knees of a subject always came out alike (Kish's design effect at its most): the
 * intervals are, if anything, too wide.
 *
 * Accuracy: Wilson. Balanced accuracy: the Wilson limits of the recalls, squared and added (Zou & Donner, Stat Med
 * 2008;27:1693-1702). Kappa: the large-sample variance of Fleiss, Cohen & Everitt (Psychol Bull 1969;72:323-327;
 * `statsmodels.stats.inter_rater.cohens_kappa`). Mean absolute error: the normal interval of a mean.
 *
 * @param kneesPerSubject 1 where every knee is of another subject
 */
export function matrixEstimates(confusion: Confusion, kneesPerSubject: number): CheckedFigures {
	return {
		balancedAccuracy: balancedAccuracyEstimate(confusion, kneesPerSubject),
		accuracy: accuracyEstimate(confusion, kneesPerSubject),
		quadraticWeightedKappa: kappaEstimate(confusion, kneesPerSubject),
		meanAbsoluteError: errorEstimate(confusion, kneesPerSubject)
	};
}

function accuracyEstimate(confusion: Confusion, kneesPerSubject: number): Estimate | null {
	const estimate = accuracy(confusion);
	if (estimate === null) return null;
	const knees = total(confusion) / kneesPerSubject;
	return { estimate, ...wilsonInterval(estimate * knees, knees)! };
}

function balancedAccuracyEstimate(confusion: Confusion, kneesPerSubject: number): Estimate | null {
	const estimate = balancedAccuracy(confusion);
	if (estimate === null) return null;
	let [below, above, grades] = [0, 0, 0];
	rowTotals(confusion).forEach((count, grade) => {
		if (count === 0) return;
		const recall = confusion[grade][grade] / count;
		const knees = count / kneesPerSubject;
		const { lower, upper } = wilsonInterval(recall * knees, knees)!;
		below += (recall - lower) ** 2;
		above += (upper - recall) ** 2;
		grades++;
	});
	return {
		estimate,
		lower: estimate - Math.sqrt(below) / grades,
		upper: estimate + Math.sqrt(above) / grades
	};
}

function kappaEstimate(confusion: Confusion, kneesPerSubject: number): Estimate | null {
	const estimate = cohenKappa(confusion, 'quadratic');
	if (estimate === null) return null;
	const classes = confusion.length;
	const all = total(confusion);
	const share = confusion.map((row) => row.map((count) => count / all));
	const rows = share.map((row) => row.reduce((sum, one) => sum + one, 0));
	const columns = share.map((_, c) => share.reduce((sum, row) => sum + row[c], 0));
	const agreement = (i: number, j: number) => 1 - ((i - j) / (classes - 1)) ** 2;
	let [chance, meanSquare] = [0, 0];
	const ofRow = rows.map((_, i) => columns.reduce((sum, p, j) => sum + p * agreement(i, j), 0));
	const ofColumn = columns.map((_, j) => rows.reduce((sum, p, i) => sum + p * agreement(i, j), 0));
	rows.forEach((p, i) => (chance += p * ofRow[i]));
	for (let i = 0; i < classes; i++) {
		for (let j = 0; j < classes; j++) {
			const part = agreement(i, j) - (ofRow[i] + ofColumn[j]) * (1 - estimate);
			meanSquare += share[i][j] * part ** 2;
		}
	}
	const variance = meanSquare - (estimate - chance * (1 - estimate)) ** 2;
	return around(estimate, Math.sqrt(variance / (all / kneesPerSubject)) / (1 - chance));
}

function errorEstimate(confusion: Confusion, kneesPerSubject: number): Estimate | null {
	const estimate = meanAbsoluteError(confusion);
	if (estimate === null) return null;
	const all = total(confusion);
	let square = 0;
	confusion.forEach((row, i) =>
		row.forEach((count, j) => (square += (count / all) * (i - j) ** 2))
	);
	return around(estimate, Math.sqrt((square - estimate ** 2) / (all / kneesPerSubject)));
}

function around(estimate: number, standardError: number): Estimate {
	const half = Z_95 * standardError;
	return { estimate, lower: estimate - half, upper: estimate + half };
}
