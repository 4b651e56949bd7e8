import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '#lib/core/metrics/confusion.ts';
import {
	balancedMeanAbsoluteError,
	errorPerGrade,
	worstGrade
} from '#lib/core/labels/grade-error.ts';
import { argmaxRows } from '#lib/core/scores/predictions.ts';
import { expectClose } from './fixtures.ts';
import { fromParts, scoreReferences } from './score-cases.ts';

describe('errors of grades equal scikit-learn on the knees of each', () => {
	it.each(scoreReferences.cases)('$name', ({ truth, parts, gradeErrors }) => {
		const confusion = confusionMatrix(truth, argmaxRows(fromParts(parts), 5), 5);
		expectClose(errorPerGrade(confusion), gradeErrors.perGrade, 1e-14, 'per grade');
		expectClose(balancedMeanAbsoluteError(confusion), gradeErrors.balanced, 1e-14, 'balanced');
		const worst = worstGrade(confusion)!;
		expect(worst.grade).toBe(gradeErrors.worst.grade);
		expectClose(worst.error, gradeErrors.worst.error, 1e-14, 'worst');
	});
});

describe('errors of grades', () => {
	it('are worked by hand, and the lowest of equally bad grades is the worst', () => {
		const confusion = confusionMatrix([0, 0, 0, 0, 1, 4, 4], [0, 0, 0, 2, 3, 2, 2], 5);
		expect(errorPerGrade(confusion)).toEqual([0.5, 2, null, null, 2]);
		expect(balancedMeanAbsoluteError(confusion)).toBe(1.5);
		expect(worstGrade(confusion)).toEqual({ grade: 1, error: 2 });
	});

	it('are unknown without knees', () => {
		const nothing = confusionMatrix([], [], 5);
		expect(errorPerGrade(nothing)).toEqual([null, null, null, null, null]);
		expect(balancedMeanAbsoluteError(nothing)).toBeNull();
		expect(worstGrade(nothing)).toBeNull();
	});
});
