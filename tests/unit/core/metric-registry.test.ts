import { expect, test } from 'vitest';
import { costMatrix } from '#lib/core/metrics/expected-cost.ts';
import {
	FIGURE_NAMES,
	HEADLINE_FIGURES,
	hasInterval,
	matrixFigures,
	MATRIX_FIGURES,
	metricOf,
	METRICS,
	SCORE_FIGURES
} from '#lib/core/metrics/registry.ts';
import {
	figureInSentence,
	figureMeans,
	figureText,
	figureTitle,
	figureTitleWithUnit,
	shortFigureTitle
} from '#lib/words/figure-words.ts';

/** Ids as they stand in addresses and files, in the order of tables; titles as they stand on the page. */
const KNOWN = [
	['balancedAccuracy', 'Balanced accuracy'],
	['accuracy', 'Accuracy'],
	['macroF1', 'Macro F1'],
	['quadraticWeightedKappa', 'Quadratic weighted kappa'],
	['linearWeightedKappa', 'Linear weighted kappa'],
	['meanAbsoluteError', 'Mean absolute error'],
	['balancedMeanAbsoluteError', 'Mean absolute error, every grade alike'],
	['worstGradeError', 'Mean absolute error of the worst grade'],
	['expectedCost', 'Expected cost'],
	['macroAuc', 'AUC, each grade against the rest'],
	['brierScore', 'Brier score'],
	['logLoss', 'Log loss'],
	['classwiseCalibrationError', 'Class-wise calibration error']
];

test('ids, titles and order are those of addresses, files and tables', () => {
	expect(FIGURE_NAMES.map((id) => [id, figureTitle(id)])).toEqual(KNOWN);
	expect(MATRIX_FIGURES).toEqual(KNOWN.slice(0, 9).map(([id]) => id));
	expect(SCORE_FIGURES).toEqual(KNOWN.slice(9).map(([id]) => id));
	expect(HEADLINE_FIGURES).toEqual([
		'balancedAccuracy',
		'accuracy',
		'quadraticWeightedKappa',
		'meanAbsoluteError'
	]);
});

test('what a metric says of itself is what stands on the page', () => {
	expect(FIGURE_NAMES.filter((id) => !hasInterval(id))).toEqual([
		'worstGradeError',
		'classwiseCalibrationError'
	]);
	expect(METRICS.filter(({ better }) => better === 'lower').map(({ id }) => id)).toEqual([
		'meanAbsoluteError',
		'balancedMeanAbsoluteError',
		'worstGradeError',
		'expectedCost',
		'brierScore',
		'logLoss',
		'classwiseCalibrationError'
	]);
	expect(FIGURE_NAMES.filter((id) => metricOf(id).ordinalOnly)).toEqual([
		'quadraticWeightedKappa',
		'linearWeightedKappa',
		'meanAbsoluteError',
		'balancedMeanAbsoluteError',
		'worstGradeError'
	]);
	expect(figureMeans('logLoss', 5)).toMatch(/; 1\.609 for uniform probabilities\.$/);
	expect(figureMeans('logLoss', 3)).toMatch(/; 1\.099 for uniform probabilities\.$/);
	expect([figureInSentence('brierScore'), figureInSentence('logLoss')]).toEqual([
		'Brier score',
		'log loss'
	]);
	expect(HEADLINE_FIGURES.map(shortFigureTitle)).toContain('Mean error, grades');
	expect(figureTitleWithUnit('meanAbsoluteError')).toBe('Mean absolute error in grades');
	expect([figureText('accuracy', 0.5), figureText('expectedCost', 0.5)]).toEqual(['50.0%', '0.50']);
	expect(figureText('macroAuc', 0.5)).toBe('0.500');
});

test('a metric of the matrix takes the costs it is given', () => {
	const confusion = [
		[1, 1],
		[0, 2]
	];
	expect(matrixFigures(costMatrix('linear', 2)).expectedCost(confusion)).toBeCloseTo(0.25, 12);
	expect(
		matrixFigures([
			[0, 8],
			[1, 0]
		]).expectedCost(confusion)
	).toBeCloseTo(2, 12);
});
