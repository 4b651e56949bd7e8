import { ratio, rowTotals, type Confusion } from '#lib/core/metrics/confusion.ts';

/** The grade that is misread by most. */
export interface WorstGrade {
	grade: number;
	/** Mean distance of predicted and true grade over the knees of this grade, in grades. */
	error: number;
}

/**
 * Mean distance of predicted and true grade over the knees of each true grade, in grades;
 * `sklearn.metrics.mean_absolute_error` on them. Null for a grade without knees.
 */
export function errorPerGrade(confusion: Confusion): (number | null)[] {
	const support = rowTotals(confusion);
	return confusion.map((row, i) =>
		ratio(
			row.reduce((sum, count, j) => sum + Math.abs(i - j) * count, 0),
			support[i]
		)
	);
}

/**
 * Mean of {@link errorPerGrade} over the grades that have knees, in grades: every grade counts alike,
 * however rare (macro-averaged MAE; Baccianella, Esuli & Sebastiani, ISDA 2009:283-287). Null without knees.
 */
export function balancedMeanAbsoluteError(confusion: Confusion): number | null {
	const known = errorPerGrade(confusion).filter((error) => error !== null);
	return ratio(
		known.reduce((sum, error) => sum + error, 0),
		known.length
	);
}

/**
 * The grade with the largest error of {@link errorPerGrade}, the lowest of equals (maximum MAE;
 * Cruz-Ramirez et al., Neurocomputing 2014;135:21-31). Null without knees.
 */
export function worstGrade(confusion: Confusion): WorstGrade | null {
	let worst: WorstGrade | null = null;
	errorPerGrade(confusion).forEach((error, grade) => {
		if (error !== null && (worst === null || error > worst.error)) worst = { grade, error };
	});
	return worst;
}
