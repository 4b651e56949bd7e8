import { describe, expect, it } from 'vitest';
import { ORIGINAL_REPORT, type ReportedResult } from '#lib/core/records/original-report.ts';

const reported: [string, ReportedResult][] = (['val', 'test'] as const).flatMap((split) =>
	Object.entries(ORIGINAL_REPORT[split]).map(([name, result]): [string, ReportedResult] => [
		`${split} ${name}`,
		result
	])
);

describe('the reported figures agree with one another within their rounding', () => {
	it.each(reported)('%s', (_, { rowNormalisedConfusion, balancedAccuracy }) => {
		if (!rowNormalisedConfusion) return;
		for (const row of rowNormalisedConfusion) {
			expect(Math.abs(row.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(0.025);
		}
		const diagonal = rowNormalisedConfusion.reduce((sum, row, i) => sum + row[i], 0) / 5;
		expect(Math.abs(diagonal - balancedAccuracy!)).toBeLessThan(0.011);
	});

	it('test accuracy follows from the matrix and the counts', () => {
		const { accuracy, rowNormalisedConfusion } = ORIGINAL_REPORT.test.f1!;
		const counts = ORIGINAL_REPORT.classCounts.test;
		const correct = counts.reduce((sum, n, i) => sum + n * rowNormalisedConfusion![i][i], 0);
		const knees = counts.reduce((a, b) => a + b, 0);
		expect(knees).toBe(1656);
		expect(Math.abs(correct / knees - accuracy!)).toBeLessThan(0.006);
	});
});
