import { describe, expect, it } from 'vitest';
import {
	columnTotals,
	confusionMatrix,
	normalise,
	rowTotals,
	total
} from '#lib/core/metrics/confusion.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { expectClose, fixture, type Classification } from './fixtures.ts';

const { cases } = fixture<Classification>('classification.json');

describe('confusionMatrix', () => {
	it('has true classes in rows and predicted ones in columns', () => {
		expect(confusionMatrix([0, 0, 1, 2], [0, 2, 1, 1], 3)).toEqual([
			[1, 0, 1],
			[0, 1, 0],
			[0, 1, 0]
		]);
	});

	it.each(cases)('equals scikit-learn, also normalised: $name', ({ truth, members, summaries }) => {
		members.test.forEach((probabilities, m) => {
			const expected = summaries.test[m];
			const matrix = confusionMatrix(truth.test, argmaxRows(probabilities, 5), 5);
			expect(matrix).toEqual(expected.confusion);
			for (const by of ['row', 'column', 'all'] as const) {
				expectClose(normalise(matrix, by), expected.normalised[by], 1e-12, by);
			}
		});
	});

	it('does not depend on the order of the knees', () => {
		const truth = [0, 1, 2, 3, 4, 4, 1];
		const predicted = [0, 2, 2, 3, 3, 4, 1];
		expect(confusionMatrix(truth.toReversed(), predicted.toReversed(), 5)).toEqual(
			confusionMatrix(truth, predicted, 5)
		);
	});

	it('refuses lists of different length', () => {
		expect(() => confusionMatrix([0, 1], [0], 5)).toThrow(/2 true grades with 1 predicted/);
	});

	it.each([5, -1, 1.5, NaN])('refuses the grade %d and says where', (grade) => {
		expect(() => confusionMatrix([0, 1], [0, grade], 5)).toThrow(
			/predicted grade at position 1 is .*whole numbers from 0 to 4/
		);
		expect(() => confusionMatrix([grade, 1], [0, 1], 5)).toThrow(/true grade at position 0/);
	});
});

describe('normalise', () => {
	const matrix = [
		[3, 1],
		[0, 0]
	];

	it('gives null, not 0, for a share of nothing', () => {
		expect(normalise(matrix, 'row')).toEqual([
			[0.75, 0.25],
			[null, null]
		]);
		expect(normalise([[0]], 'all')).toEqual([[null]]);
	});

	it('leaves counts alone when asked to', () => {
		expect(normalise(matrix, 'none')).toEqual(matrix);
	});
});

it('totals add up', () => {
	const matrix = [
		[3, 1, 0],
		[2, 5, 4],
		[0, 0, 7]
	];
	expect(rowTotals(matrix)).toEqual([4, 11, 7]);
	expect(columnTotals(matrix)).toEqual([5, 6, 11]);
	expect(total(matrix)).toBe(22);
});
