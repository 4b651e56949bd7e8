import { describe, expect, it } from 'vitest';
import { confusionMatrix, total } from '#lib/core/metrics/confusion.ts';
import {
	accuracy,
	balancedAccuracy,
	cohenKappa,
	macroF1,
	meanAbsoluteError
} from '#lib/core/metrics/metrics.ts';
import { atShares, standardisedConfusion } from '#lib/core/metrics/standardised-confusion.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { bootstrap, percentileInterval, type Statistic } from '#lib/core/statistics/bootstrap.ts';
import { screeningReferences, type StandardisedName } from './screening-reference.ts';

const { truth, parts, subjects, standardised } = screeningReferences;
const predicted = argmaxRows(parts[0], 5);
const confusion = confusionMatrix(truth, predicted, 5);
const statistics: Record<StandardisedName, Statistic> = {
	accuracy,
	balancedAccuracy,
	macroF1,
	meanAbsoluteError,
	quadraticWeightedKappa: (matrix) => cohenKappa(matrix, 'quadratic')
};

describe('metrics at other shares of the classes', () => {
	it.each(Object.keys(statistics) as StandardisedName[])(
		'%s equals scikit-learn with weights',
		(name) => {
			const value = atShares(statistics[name], standardised.shares)(confusion);
			expect(value).toBeCloseTo(standardised[name], 13);
		}
	);

	it('at the shares of the cases are those of the cases', () => {
		const own = confusion.map((row) => row.reduce((sum, one) => sum + one, 0) / truth.length);
		const matrix = standardisedConfusion(confusion, own)!;
		matrix.forEach((row, i) =>
			row.forEach((share, j) => expect(share).toBeCloseTo(confusion[i][j] / truth.length, 15))
		);
		expect(total(standardisedConfusion(confusion, standardised.shares)!)).toBeCloseTo(1, 14);
	});

	it('are unknown where a class has no case, unless its share is 0', () => {
		const withoutLast = [
			[3, 1, 0],
			[1, 2, 0],
			[0, 0, 0]
		];
		expect(standardisedConfusion(withoutLast, [0.5, 0.3, 0.2])).toBeNull();
		expect(atShares(accuracy, [0.5, 0.5, 0])(withoutLast)).toBeCloseTo(
			0.5 * (3 / 4) + 0.5 * (2 / 3)
		);
		expect(() => standardisedConfusion(withoutLast, [0.5, 0.5])).toThrow(/3 numbers/);
	});

	it('can be resampled', () => {
		const result = bootstrap(
			{ truth, subjects, systems: [predicted], classCount: 5 },
			{ accuracy: atShares(accuracy, standardised.shares) }
		);
		const { lower, upper } = percentileInterval(result, 'accuracy', 0)!;
		expect(lower).toBeLessThan(standardised.accuracy);
		expect(upper).toBeGreaterThan(standardised.accuracy);
	});
});
