import { columnTotals, rowTotals, total, type Confusion } from '#lib/core/metrics/confusion.ts';

/**
 * Large-sample variance of quadratic-weighted kappa, knees taken as independent (Fleiss, Cohen & Everitt, Psychol Bull
 * 1969;72:323-327); `statsmodels.stats.inter_rater.cohens_kappa(table, wt='fc').var_kappa`. Null where kappa is undefined.
 */
export function quadraticKappaVariance(confusion: Confusion): number | null {
	const classes = confusion.length;
	const all = total(confusion);
	const rows = rowTotals(confusion).map((count) => count / all);
	const columns = columnTotals(confusion).map((count) => count / all);
	const weight = (i: number, j: number) => 1 - ((i - j) / (classes - 1)) ** 2;
	let observed = 0;
	let expected = 0;
	const ofRow = new Array<number>(classes).fill(0);
	const ofColumn = new Array<number>(classes).fill(0);
	for (let i = 0; i < classes; i++) {
		for (let j = 0; j < classes; j++) {
			observed += (weight(i, j) * confusion[i][j]) / all;
			expected += weight(i, j) * rows[i] * columns[j];
			ofRow[i] += weight(i, j) * columns[j];
			ofColumn[j] += weight(i, j) * rows[i];
		}
	}
	if (!(1 - expected > 1e-12)) return null;
	let squares = 0;
	for (let i = 0; i < classes; i++) {
		for (let j = 0; j < classes; j++) {
			if (confusion[i][j] === 0) continue;
			const part = weight(i, j) * (1 - expected) - (ofRow[i] + ofColumn[j]) * (1 - observed);
			squares += (confusion[i][j] / all) * part ** 2;
		}
	}
	const mean = observed * expected - 2 * expected + observed;
	return Math.max(0, squares - mean ** 2) / (all * (1 - expected) ** 4);
}
