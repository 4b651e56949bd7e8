import { rowTotals, total, type Confusion } from '#lib/core/metrics/confusion.ts';
import { hybridInterval } from './hybrid-interval.ts';
import { quadraticKappaVariance } from './kappa-variance.ts';
import {
	accuracy,
	balancedAccuracy,
	cohenKappa,
	meanAbsoluteError
} from '#lib/core/metrics/metrics.ts';
import type { CheckedFigures, Estimate } from '#lib/core/records/model-checks.ts';
import { wilsonInterval, Z_95 } from './wilson-interval.ts';

/**
 * Figures with 95 % intervals where nothing but the confusion matrix is known. Which knees are of the same subject is not,
 * so that all are counted as if the knees of a subject always came out alike (Kish's design effect at its most): the
 * intervals are, if anything, too wide.
 *
 * Accuracy: Wilson. Balanced accuracy: the Wilson limits of the recalls by {@link hybridInterval}. Kappa: the normal interval
 * with {@link quadraticKappaVariance}. Mean absolute error: the normal interval of a mean.
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
	const recalls = rowTotals(confusion).flatMap((count, grade) => {
		if (count === 0) return [];
		const share = confusion[grade][grade] / count;
		const knees = count / kneesPerSubject;
		return [{ estimate: share, interval: wilsonInterval(share * knees, knees)! }];
	});
	const weight = 1 / recalls.length;
	return { estimate, ...hybridInterval(recalls.map((recall) => ({ ...recall, weight }))) };
}

function kappaEstimate(confusion: Confusion, kneesPerSubject: number): Estimate | null {
	const estimate = cohenKappa(confusion, 'quadratic');
	const variance = quadraticKappaVariance(confusion);
	if (estimate === null || variance === null) return null;
	return around(estimate, Math.sqrt(variance * kneesPerSubject));
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
